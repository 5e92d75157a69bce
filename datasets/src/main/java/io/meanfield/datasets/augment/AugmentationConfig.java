package io.meanfield.datasets.augment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.transform.ImageScaling;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How images are changed at random before a network trains on them: the section {@code
 * training.augmentation} of a run's configuration. Everything is off where nothing is said.
 *
 * @param shift largest distance up or down and to either side, as a share of the side
 * @param rotation largest angle in degrees, either way
 * @param zoom images are drawn between 1 - zoom and 1 + zoom times as large
 * @param cropPadding pixels that are added at each side before a window of the image's size is cut
 *     out at a random place (He et al. 2016, section 4.2)
 * @param brightness pixels are multiplied by 1 - brightness to 1 + brightness
 * @param contrast their distance from the image's mean grey is, likewise
 * @param saturation their distance from their own grey is, likewise; for three channels only
 * @param cutout side in pixels of a square that is set to the mean (DeVries and Taylor 2017)
 * @param mixup alpha of the Beta distribution that shares of two images of a batch come from, and
 *     those of their labels (Zhang et al. 2018)
 */
public record AugmentationConfig(
    @JsonProperty(defaultValue = "none") Flip flip,
    @JsonProperty(defaultValue = "0") double shift,
    @JsonProperty(defaultValue = "0") double rotation,
    @JsonProperty(defaultValue = "0") double zoom,
    @JsonProperty(defaultValue = "0") int cropPadding,
    @JsonProperty(defaultValue = "0") double brightness,
    @JsonProperty(defaultValue = "0") double contrast,
    @JsonProperty(defaultValue = "0") double saturation,
    @JsonProperty(defaultValue = "0") int cutout,
    @JsonProperty(defaultValue = "0") double mixup)
    implements Serializable {
  private static final double MAX_DEGREES = 180;
  private static final int COLOURS = 3;

  /** Images as they are. */
  public static final AugmentationConfig NONE =
      new AugmentationConfig(Flip.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  public AugmentationConfig {
    List<String> problems = new ArrayList<>();
    check(shift >= 0 && shift < 1, "shift from 0 to below 1", shift, problems);
    check(
        rotation >= 0 && rotation <= MAX_DEGREES,
        "rotation from 0 to 180 degrees",
        rotation,
        problems);
    check(zoom >= 0 && zoom < 1, "zoom from 0 to below 1", zoom, problems);
    check(cropPadding >= 0, "crop-padding of at least 0 pixels", cropPadding, problems);
    check(brightness >= 0 && brightness <= 1, "brightness from 0 to 1", brightness, problems);
    check(contrast >= 0 && contrast <= 1, "contrast from 0 to 1", contrast, problems);
    check(saturation >= 0 && saturation <= 1, "saturation from 0 to 1", saturation, problems);
    check(cutout >= 0, "cutout of at least 0 pixels", cutout, problems);
    check(
        mixup >= 0 && Double.isFinite(mixup),
        "mixup to be 0 or the positive alpha of a Beta distribution",
        mixup,
        problems);
    throwIfAny(problems);
  }

  private static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private static void check(boolean holds, String wanted, Object found, List<String> problems) {
    if (!holds) {
      problems.add("expected " + wanted + ", found " + found);
    }
  }

  public boolean isOn() {
    return !equals(NONE);
  }

  /**
   * Checks that a data set can be changed in these ways.
   *
   * @throws IllegalArgumentException with all that does not fit
   */
  public void requireFits(Manifest manifest) {
    List<String> problems = new ArrayList<>();
    if (isOn() && !(manifest.transform() instanceof ImageScaling)) {
      problems.add("expected images to change, found a data set of " + kind(manifest.features()));
    } else if (isOn()) {
      checkSize(((ImageScaling) manifest.transform()).features(), problems);
    }
    check(
        mixup == 0 || !manifest.labels().names().isEmpty(),
        "labels for mixup to mix",
        "none",
        problems);
    throwIfAny(problems);
  }

  private void checkSize(Features.Image image, List<String> problems) {
    int side = Math.min(image.height(), image.width());
    check(
        cropPadding < side,
        "crop-padding below the images' shorter side of %d pixels".formatted(side),
        cropPadding,
        problems);
    check(
        cutout <= side,
        "cutout of at most the images' shorter side of %d pixels".formatted(side),
        cutout,
        problems);
    check(
        saturation == 0 || image.channels() == COLOURS,
        "saturation only for images of 3 channels",
        "images of " + image.channels(),
        problems);
  }

  private static String kind(Features features) {
    if (features instanceof Features.Sequence) {
      return "texts";
    }
    if (features instanceof Features.Spectrogram) {
      return "sounds";
    }
    return features instanceof Features.Numbers ? "numbers" : "images that are not scaled";
  }

  boolean movesPixels() {
    return flip != Flip.NONE || cropPadding > 0 || resamples();
  }

  /** Whether pixels come to lie between those of the image. */
  boolean resamples() {
    return shift > 0 || rotation > 0 || zoom > 0;
  }

  boolean changesColours() {
    return brightness > 0 || contrast > 0 || saturation > 0;
  }

  boolean flipsSideways() {
    return flip == Flip.HORIZONTAL || flip == Flip.BOTH;
  }

  boolean flipsUpDown() {
    return flip == Flip.VERTICAL || flip == Flip.BOTH;
  }
}
