package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures.Pixels;

/**
 * Brings images of 1 (gray), 2 (gray, alpha), 3 (RGB) or 4 (RGBA) channels to one number of
 * channels. What is transparent is laid over white; gray of colors is the luma of ITU-R BT.601,
 * 0.299 R + 0.587 G + 0.114 B.
 */
final class ImageChannels {
  private static final int WHITE = 255;

  private ImageChannels() {}

  /**
   * @param channels 1 or 3
   * @return the same pixels if they have as many channels
   * @throws IllegalArgumentException if there is no such image
   */
  static Pixels convert(Pixels pixels, int channels) {
    int found = pixels.channels();
    if (found < 1 || found > 4 || channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "expected images of 1 to 4 channels to become those of 1 or 3, found %d to become %d"
              .formatted(found, channels));
    }
    Pixels opaque = found % 2 == 0 ? overWhite(pixels) : pixels;
    if (opaque.channels() == channels) {
      return opaque;
    }
    return channels == 1 ? toGray(opaque) : toRgb(opaque);
  }

  private static Pixels overWhite(Pixels pixels) {
    int channels = pixels.channels() - 1;
    byte[] from = pixels.values(); // [height, width, channels + 1]
    byte[] to = new byte[from.length / (channels + 1) * channels]; // [height, width, channels]
    for (int i = 0, j = 0; i < from.length; i += channels + 1) {
      int alpha = from[i + channels] & 0xff;
      for (int c = 0; c < channels; c++) {
        to[j++] = (byte) (((from[i + c] & 0xff) * alpha + WHITE * (255 - alpha) + 127) / 255);
      }
    }
    return new Pixels(pixels.height(), pixels.width(), channels, to);
  }

  private static Pixels toGray(Pixels rgb) {
    byte[] from = rgb.values();
    byte[] to = new byte[from.length / 3];
    for (int i = 0, j = 0; i < to.length; i++, j += 3) {
      int sum = 299 * (from[j] & 0xff) + 587 * (from[j + 1] & 0xff) + 114 * (from[j + 2] & 0xff);
      to[i] = (byte) ((sum + 500) / 1000);
    }
    return new Pixels(rgb.height(), rgb.width(), 1, to);
  }

  private static Pixels toRgb(Pixels gray) {
    byte[] from = gray.values();
    byte[] to = new byte[Math.multiplyExact(from.length, 3)];
    for (int i = 0, j = 0; i < from.length; i++, j += 3) {
      to[j] = from[i];
      to[j + 1] = from[i];
      to[j + 2] = from[i];
    }
    return new Pixels(gray.height(), gray.width(), 3, to);
  }
}
