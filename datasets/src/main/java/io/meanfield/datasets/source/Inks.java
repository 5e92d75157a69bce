package io.meanfield.datasets.source;

import io.meanfield.datasets.source.CheckedImage.Samples;
import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.awt.image.Raster;

/**
 * Turns the four inks of a JPEG file into colors: red = (255 - cyan) (255 - black) / 255, and so
 * on, without the profile of a press. Such files hold 255 for no ink and 0 for full, as Adobe
 * writes them.
 */
final class Inks {
  private Inks() {}

  /**
   * @param inks the samples as stored, [height, width, 4]
   */
  static Pixels toRgb(Raster inks, Samples samples) {
    int width = inks.getWidth();
    int height = inks.getHeight();
    byte[] values = new byte[Math.multiplyExact(3, width * height)]; // [height, width, 3]
    int[] row = new int[4 * width];
    int next = 0;
    for (int y = 0; y < height; y++) {
      inks.getPixels(0, y, width, 1, row);
      for (int i = 0; i < row.length; i += 4) {
        if (samples == Samples.YCCK) {
          toCmyk(row, i);
        }
        for (int c = 0; c < 3; c++) {
          values[next++] = (byte) ((row[i + c] * row[i + 3] + 127) / 255);
        }
      }
    }
    return new Pixels(height, width, 3, values);
  }

  /** The inverse of JFIF 1.02's conversion to YCbCr, taken from 255 (Adobe technical note 5116). */
  private static void toCmyk(int[] row, int i) {
    double luma = row[i];
    double blueness = row[i + 1] - 128;
    double redness = row[i + 2] - 128;
    row[i] = 255 - toByte(luma + 1.402 * redness);
    row[i + 1] = 255 - toByte(luma - 0.344136 * blueness - 0.714136 * redness);
    row[i + 2] = 255 - toByte(luma + 1.772 * blueness);
  }

  private static int toByte(double value) {
    return (int) Math.max(0, Math.min(255, Math.floor(value + 0.5)));
  }
}
