package io.meanfield.datasets.augment;

import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.datasets.transform.Scale;

/**
 * Brightness, contrast and saturation, in this order, on pixels as they were before they were
 * scaled, from 0 to 255; values beyond these limits are set to them after each. A pixel v becomes b
 * v, then c v + (1 - c) m with the image's mean grey m, then s v + (1 - s) g with its own grey g,
 * as in PIL's ImageEnhance. The grey of three channels is that of red, green and blue (ITU-R
 * BT.601), that of other numbers of channels their mean.
 */
final class Colours {
  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};
  private static final float MAX = 255;

  private final AugmentationConfig config;
  private final int channels;
  private final float[] means; // [channels], of the training part
  private final float[] deviations; // [channels]
  private final float[] greys; // [channels], weights

  Colours(AugmentationConfig config, ImageScaling scaling) {
    this.config = config;
    this.channels = scaling.channels();
    this.means = new float[channels];
    this.deviations = new float[channels];
    this.greys = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      Scale scale = scaling.scales().get(channel);
      means[channel] = (float) scale.mean();
      deviations[channel] = (float) scale.standardDeviation();
      greys[channel] = channels == LUMA.length ? LUMA[channel] : 1f / channels;
    }
  }

  /**
   * Changes an image in place.
   *
   * @param image [height, width, channels], scaled
   */
  void change(float[] image, Draws draws, long position) {
    float brightness = factor(config.brightness(), Draw.BRIGHTNESS, draws, position);
    float contrast = factor(config.contrast(), Draw.CONTRAST, draws, position);
    float saturation = factor(config.saturation(), Draw.SATURATION, draws, position);
    float grey = brighten(image, brightness);
    for (int i = 0; i < image.length; i += channels) {
      float ownGrey = 0;
      for (int channel = 0; channel < channels; channel++) {
        float value = limited(contrast * image[i + channel] + (1 - contrast) * grey);
        image[i + channel] = value;
        ownGrey += greys[channel] * value;
      }
      for (int channel = 0; channel < channels; channel++) {
        float value = limited(saturation * image[i + channel] + (1 - saturation) * ownGrey);
        image[i + channel] = (value - means[channel]) / deviations[channel];
      }
    }
  }

  /** Takes the image to its original range, multiplied, and returns its mean grey. */
  private float brighten(float[] image, float brightness) {
    double sum = 0;
    for (int i = 0; i < image.length; i += channels) {
      float grey = 0;
      for (int channel = 0; channel < channels; channel++) {
        float value = image[i + channel] * deviations[channel] + means[channel];
        value = limited(brightness * value);
        image[i + channel] = value;
        grey += greys[channel] * value;
      }
      sum += grey;
    }
    return (float) (sum * channels / image.length);
  }

  private static float factor(double range, Draw draw, Draws draws, long position) {
    return range == 0 ? 1 : (float) (1 + draws.within(range, draw, position));
  }

  private static float limited(float value) {
    return Math.max(0, Math.min(MAX, value));
  }
}
