package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.util.Arrays;

/**
 * Resizes images to one size without aliasing, first along rows and then along columns, as {@link
 * ResamplingWeights} say. Rows are summed in whole numbers and columns in floats, each in its one
 * order, and rounded once at the end: the same bytes on every JVM. Weights are kept from image to
 * image of one size. Used by one thread.
 */
final class Resampling {
  private static final float SCALE = 1f / ResamplingWeights.ONE;

  private final int height;
  private final int width;
  private int fromHeight;
  private int fromWidth;
  private ResamplingWeights alongRows; // of fromWidth
  private ResamplingWeights alongColumns; // of fromHeight
  private float[] narrowed = {}; // [fromHeight, width, channels], at least

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
    prepare(size);
    int rowValues = width * size.channels();
    for (int y = 0; y < fromHeight; y++) {
      narrowRow(image, y, y * rowValues);
    }
    byte[] values = new byte[Math.multiplyExact(height, rowValues)];
    float[] sums = new float[rowValues];
    for (int y = 0; y < height; y++) {
      sumRows(y, sums);
      for (int i = 0; i < rowValues; i++) {
        values[y * rowValues + i] = (byte) (int) (sums[i] + 0.5f);
      }
    }
    return new Pixels(height, width, size.channels(), values);
  }

  private void prepare(ImageSize size) {
    if (alongRows == null || size.width() != fromWidth) {
      fromWidth = size.width();
      alongRows = new ResamplingWeights(fromWidth, width);
    }
    if (alongColumns == null || size.height() != fromHeight) {
      fromHeight = size.height();
      alongColumns = new ResamplingWeights(fromHeight, height);
    }
    int needed = Math.multiplyExact(Math.multiplyExact(fromHeight, width), size.channels());
    if (narrowed.length < needed) {
      narrowed = new float[needed];
    }
  }

  private void narrowRow(Pixels image, int y, int to) {
    int from = y * fromWidth * image.channels();
    if (image.channels() == 3) {
      narrowRgbRow(image.values(), from, to);
      return;
    }
    for (int channel = 0; channel < image.channels(); channel++) {
      narrowChannel(image, from + channel, to + channel);
    }
  }

  private void narrowRgbRow(byte[] values, int from, int to) {
    int[] weights = alongRows.weights();
    for (int x = 0; x < width; x++) {
      int at = from + 3 * alongRows.first(x);
      int end = alongRows.to(x);
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int k = alongRows.from(x); k < end; k++, at += 3) {
        int weight = weights[k];
        red += weight * (values[at] & 0xff);
        green += weight * (values[at + 1] & 0xff);
        blue += weight * (values[at + 2] & 0xff);
      }
      narrowed[to + 3 * x] = red * SCALE;
      narrowed[to + 3 * x + 1] = green * SCALE;
      narrowed[to + 3 * x + 2] = blue * SCALE;
    }
  }

  private void narrowChannel(Pixels image, int from, int to) {
    int[] weights = alongRows.weights();
    int channels = image.channels();
    byte[] values = image.values();
    for (int x = 0; x < width; x++) {
      int at = from + channels * alongRows.first(x);
      int end = alongRows.to(x);
      int sum = 0;
      for (int k = alongRows.from(x); k < end; k++, at += channels) {
        sum += weights[k] * (values[at] & 0xff);
      }
      narrowed[to + channels * x] = sum * SCALE;
    }
  }

  private void sumRows(int y, float[] sums) {
    Arrays.fill(sums, 0);
    int from = alongColumns.from(y);
    for (int k = from; k < alongColumns.to(y); k++) {
      int row = (alongColumns.first(y) + k - from) * sums.length;
      addRow(alongColumns.weights()[k] * SCALE, row, sums);
    }
  }

  private void addRow(float weight, int from, float[] sums) {
    float[] row = narrowed;
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * row[from + i];
    }
  }
}
