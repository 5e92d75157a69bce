package io.meanfield.datasets.describe;

import io.meanfield.datasets.transform.Explained.Image;

/** Images made small enough to show many of them. */
final class Thumbnail {
  static final int MAX_SIDE = 128;

  private Thumbnail() {}

  /** The image, or the means of its squares of as many pixels as are needed. */
  static Image of(Image image) {
    int side = (Math.max(image.height(), image.width()) + MAX_SIDE - 1) / MAX_SIDE;
    if (side == 1) {
      return image;
    }
    int height = (image.height() + side - 1) / side;
    int width = (image.width() + side - 1) / side;
    byte[] values = new byte[height * width * image.channels()];
    int to = 0;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        for (int channel = 0; channel < image.channels(); channel++) {
          values[to++] = mean(image, row * side, column * side, channel, side);
        }
      }
    }
    return new Image(height, width, image.channels(), values);
  }

  private static byte mean(Image image, int top, int left, int channel, int side) {
    int bottom = Math.min(top + side, image.height());
    int right = Math.min(left + side, image.width());
    long sum = 0;
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        int pixel = row * image.width() + column;
        sum += Byte.toUnsignedInt(image.values()[pixel * image.channels() + channel]);
      }
    }
    return (byte) Math.round((double) sum / ((bottom - top) * (right - left)));
  }
}
