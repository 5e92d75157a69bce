package io.meanfield.datasets.transform;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.util.List;
import java.util.Optional;

/**
 * Images of one size, scaled to mean 0 and standard deviation 1 in each channel.
 *
 * @param height of the images, together with width and channels; if all are 0, the images of the
 *     source have one size, which is kept
 * @param channels 1 for gray, 3 for colours
 * @param fit how images get the size
 */
public record ImageConfig(
    @JsonProperty(defaultValue = "0") int height,
    @JsonProperty(defaultValue = "0") int width,
    @JsonProperty(defaultValue = "0") int channels,
    @JsonProperty(defaultValue = "crop") Fit fit)
    implements TransformConfig {
  private static final int MAX_SIDE = 1 << 13;

  public ImageConfig {
    boolean isSizeGiven = height != 0 || width != 0 || channels != 0;
    if (isSizeGiven && (!isSide(height) || !isSide(width) || (channels != 1 && channels != 3))) {
      throw new IllegalArgumentException(
          "expected height and width from 1 to %d and 1 or 3 channels, or none of the three, found height %d, width %d, channels %d"
              .formatted(MAX_SIDE, height, width, channels));
    }
  }

  /** Images stay as they are. */
  public static ImageConfig ofSourceSize() {
    return new ImageConfig(0, 0, 0, Fit.CROP);
  }

  @Override
  public Optional<Encoding> encoding(List<String> columns, Storage storage) {
    return height == 0
        ? Optional.empty()
        : Optional.of(new ImageEncoding(height, width, channels, fit));
  }

  @Override
  public Fitting newFitting(List<String> columns) {
    return new ImageFitting();
  }

  private static boolean isSide(int side) {
    return side >= 1 && side <= MAX_SIDE;
  }
}
