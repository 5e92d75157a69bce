package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.util.Arrays;

/**
 * Resizes images to one size without aliasing, as {@link ResamplingWeights} say: for each row of
 * the outcome first along columns and then along rows. Sums are of floats, each in its one order,
 * and rounded once at the end: the same bytes on every JVM. Used by one thread.
 */
final class Resampling {
  private final int height;
  private final int width;
  private final RowLoops loops = RowLoops.fastest();

  Resampling(int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "expected a size of at least 1 x 1, found %d x %d".formatted(height, width));
    }
    this.height = height;
    this.width = width;
  }

  /** The image at this size; one that has it comes back as it is. */
  Pixels resize(Pixels image) {
    ImageSize size = ImageSize.of(image);
    if (size.height() == height && size.width() == width) {
      return image;
    }
    ResamplingWeights alongColumns = new ResamplingWeights(size.height(), height);
    ResamplingWeights alongRows = new ResamplingWeights(size.width(), width);
    int channels = size.channels();
    float[] row = new float[size.width() * channels]; // of the outcome's height
    byte[] values = new byte[new ImageSize(height, width, channels).numValues()];
    for (int y = 0; y < height; y++) {
      Arrays.fill(row, 0);
      int numRows = alongColumns.to(y) - alongColumns.from(y);
      for (int k = 0; k < numRows; k++) {
        float weight = alongColumns.weight(alongColumns.from(y) + k);
        loops.add(image.values(), (alongColumns.first(y) + k) * row.length, weight, row);
      }
      int to = y * width * channels;
      if (channels == 3) {
        narrowColours(row, alongRows, values, to);
      } else {
        narrow(row, alongRows, values, to);
      }
    }
    return new Pixels(height, width, channels, values);
  }

  private void narrowColours(float[] row, ResamplingWeights weights, byte[] values, int to) {
    for (int x = 0; x < width; x++) {
      int at = 3 * weights.first(x);
      int end = weights.to(x);
      float red = 0;
      float green = 0;
      float blue = 0;
      for (int k = weights.from(x); k < end; k++, at += 3) {
        float weight = weights.weight(k);
        red += weight * row[at];
        green += weight * row[at + 1];
        blue += weight * row[at + 2];
      }
      values[to + 3 * x] = rounded(red);
      values[to + 3 * x + 1] = rounded(green);
      values[to + 3 * x + 2] = rounded(blue);
    }
  }

  private void narrow(float[] row, ResamplingWeights weights, byte[] values, int to) {
    int channels = row.length / weights.numInputs();
    for (int i = 0; i < width * channels; i++) {
      int x = i / channels;
      int at = weights.first(x) * channels + i % channels;
      float sum = 0;
      for (int k = weights.from(x); k < weights.to(x); k++, at += channels) {
        sum += weights.weight(k) * row[at];
      }
      values[to + i] = rounded(sum);
    }
  }

  private static byte rounded(float sum) {
    return (byte) (int) (sum + 0.5f);
  }
}
