package io.meanfield.datasets.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.datasets.transform.Scale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class TestColours {
  private static final Draws DRAWS = Draws.of(2, 7);

  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 0, 0",
    "1, 0, 0.5, 0",
    "3, 1, 0, 0",
    "3, 0, 1, 0",
    "3, 0, 0, 1",
    "3, 0.4, 0.5, 0.6",
    "2, 0.4, 0.5, 0"
  })
  void pixelsAreThoseOfThePlainFormulas(
      int channels, double brightness, double contrast, double saturation) {
    ImageScaling images = SampleBatches.images(6, 5, channels);
    AugmentationConfig config = Configs.colours(brightness, contrast, saturation);
    SampleBatches batches = new SampleBatches(images);
    for (long position = 0; position < 50; position++) {
      float[] image = batches.image(position);
      float[] expected = reference(image, config, images, position);
      new Colours(config, images).change(image, DRAWS, position);
      assertArrayEquals(expected, image, 2e-5f, "position " + position);
    }
  }

  private static float[] reference(
      float[] image, AugmentationConfig config, ImageScaling images, long position) {
    int channels = images.features().channels();
    double[] values = new double[image.length];
    for (int i = 0; i < image.length; i++) {
      Scale scale = images.scales().get(i % channels);
      values[i] =
          limited(
              (image[i] * scale.standardDeviation() + scale.mean())
                  * factor(config.brightness(), Draw.BRIGHTNESS, position));
    }
    double mean = 0;
    for (int pixel = 0; pixel < 30; pixel++) {
      mean += grey(values, pixel, channels) / 30;
    }
    double contrast = factor(config.contrast(), Draw.CONTRAST, position);
    for (int i = 0; i < image.length; i++) {
      values[i] = limited(mean + contrast * (values[i] - mean));
    }
    double saturation = factor(config.saturation(), Draw.SATURATION, position);
    float[] changed = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      double grey = grey(values, i / channels, channels);
      Scale scale = images.scales().get(i % channels);
      double value = limited(grey + saturation * (values[i] - grey));
      changed[i] = (float) ((value - scale.mean()) / scale.standardDeviation());
    }
    return changed;
  }

  private static double grey(double[] values, int pixel, int channels) {
    int at = pixel * channels;
    return switch (channels) {
      case 1 -> values[at];
      case 2 -> (values[at] + values[at + 1]) / 2;
      default -> 0.299 * values[at] + 0.587 * values[at + 1] + 0.114 * values[at + 2];
    };
  }

  private static double factor(double range, Draw draw, long position) {
    return 1 + range * (2 * DRAWS.uniform(draw, position) - 1);
  }

  private static double limited(double value) {
    return Math.min(255, Math.max(0, value));
  }

  @Test
  void anImageOfOneGreyKeepsItUnlessItsBrightnessChanges() {
    ImageScaling images = SampleBatches.images(3, 3, 3);
    float[] image = new float[27];
    for (int i = 0; i < image.length; i++) {
      Scale scale = images.scales().get(i % 3);
      image[i] = (float) ((200 - scale.mean()) / scale.standardDeviation());
    }
    float[] changed = image.clone();
    for (long position = 0; position < 20; position++) {
      new Colours(Configs.colours(0, 1, 1), images).change(changed, DRAWS, position);
      assertArrayEquals(image, changed, 1e-4f);
    }
  }
}
