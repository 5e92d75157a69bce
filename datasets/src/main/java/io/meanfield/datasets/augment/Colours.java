package io.meanfield.datasets.augment;

import io.meanfield.datasets.transform.ImageEncoding;
import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.datasets.transform.Scale;
import java.util.Arrays;

/**
 * Brightness, contrast and saturation, in this order, on pixels as they were before they were
 * scaled, from 0 to 255; values beyond these limits are set to them after each. A pixel v becomes b
 * v, then c v + (1 - c) m with the image's mean grey m, then s v + (1 - s) g with its own grey g,
 * as in PIL's ImageEnhance. The grey of three channels is that of red, green and blue (ITU-R
 * BT.601), that of other numbers of channels their mean. Used by one thread.
 */
final class Colours {
  private static final float RED = 0.299f;
  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;
  private static final int RGB = 3; // channels
  private static final float MAX = 255;

  private final AugmentationConfig config;
  private final int height;
  // All [width, channels] and used at one index, else C2 does not vectorise the loops.
  private final float[] means; // of the training part
  private final float[] deviations;
  private final float[] greys; // weights
  private final float[] sums; // over the rows of the image that is brightened
  private final float[] row;

  Colours(AugmentationConfig config, ImageScaling scaling) {
    this.config = config;
    ImageEncoding size = scaling.encoding();
    this.height = size.height();
    int channels = size.channels();
    int rowSize = size.width() * channels;
    this.means = new float[rowSize];
    this.deviations = new float[rowSize];
    this.greys = new float[rowSize];
    this.sums = new float[rowSize];
    this.row = new float[rowSize];
    for (int i = 0; i < rowSize; i++) {
      Scale scale = scaling.scales().get(i % channels);
      means[i] = (float) scale.mean();
      deviations[i] = (float) scale.standardDeviation();
      greys[i] = greyWeight(i % channels, channels);
    }
  }

  private static float greyWeight(int channel, int channels) {
    if (channels != RGB) {
      return 1f / channels;
    }
    return channel == 0 ? RED : channel == 1 ? GREEN : BLUE;
  }

  /**
   * Changes an image in place.
   *
   * @param image [height, width, channels], scaled
   */
  void change(float[] image, Draws draws, long position) {
    brighten(image, factor(config.brightness(), Draw.BRIGHTNESS, draws, position));
    if (config.contrast() > 0) {
      contrast(image, factor(config.contrast(), Draw.CONTRAST, draws, position));
    }
    if (config.saturation() > 0) {
      saturate(image, factor(config.saturation(), Draw.SATURATION, draws, position));
    }
    scale(image);
  }

  private static float factor(double range, Draw draw, Draws draws, long position) {
    return (float) (1 + draws.within(range, draw, position));
  }

  /** Takes pixels to their original range too. */
  private void brighten(float[] image, float factor) {
    Arrays.fill(sums, 0);
    for (int start = 0; start < image.length; start += row.length) {
      System.arraycopy(image, start, row, 0, row.length);
      for (int i = 0; i < row.length; i++) {
        row[i] = limited(factor * (row[i] * deviations[i] + means[i]));
        sums[i] += row[i];
      }
      System.arraycopy(row, 0, image, start, row.length);
    }
  }

  private void scale(float[] image) {
    for (int start = 0; start < image.length; start += row.length) {
      System.arraycopy(image, start, row, 0, row.length);
      for (int i = 0; i < row.length; i++) {
        row[i] = (row[i] - means[i]) / deviations[i];
      }
      System.arraycopy(row, 0, image, start, row.length);
    }
  }

  private void contrast(float[] image, float factor) {
    float rest = (1 - factor) * meanGrey();
    for (int i = 0; i < image.length; i++) {
      image[i] = limited(factor * image[i] + rest);
    }
  }

  private float meanGrey() {
    double weighted = 0;
    double weights = 0;
    for (int i = 0; i < sums.length; i++) {
      weighted += greys[i] * sums[i];
      weights += greys[i];
    }
    return (float) (weighted / (weights * height));
  }

  private static void saturate(float[] image, float factor) {
    for (int i = 0; i < image.length; i += RGB) {
      float rest = (1 - factor) * (RED * image[i] + GREEN * image[i + 1] + BLUE * image[i + 2]);
      image[i] = limited(factor * image[i] + rest);
      image[i + 1] = limited(factor * image[i + 1] + rest);
      image[i + 2] = limited(factor * image[i + 2] + rest);
    }
  }

  private static float limited(float value) {
    return Math.max(0, Math.min(MAX, value));
  }
}
