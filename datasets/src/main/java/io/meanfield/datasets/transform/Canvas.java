package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures.Pixels;

/** Images cut and framed. */
final class Canvas {
  private Canvas() {}

  /** The image around its middle with another height and width; black where it has nothing. */
  static Pixels middle(Pixels image, int height, int width) {
    if (image.height() == height && image.width() == width) {
      return image;
    }
    int channels = image.channels();
    byte[] values = new byte[new ImageSize(height, width, channels).numValues()];
    int numRows = Math.min(height, image.height());
    int numColumns = Math.min(width, image.width());
    int from = place(image.height() - numRows, image.width() - numColumns, image.width());
    int to = place(height - numRows, width - numColumns, width);
    for (int row = 0; row < numRows; row++) {
      System.arraycopy(
          image.values(),
          (from + row * image.width()) * channels,
          values,
          (to + row * width) * channels,
          numColumns * channels);
    }
    return new Pixels(height, width, channels, values);
  }

  /** The first pixel behind half of the rows and columns that are too many. */
  private static int place(int spareRows, int spareColumns, int width) {
    return spareRows / 2 * width + spareColumns / 2;
  }
}
