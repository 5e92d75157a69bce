package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawFeatures.Pixels;

/** Pixels of a byte a channel in the order of OpenCV: gray, or blue, green, red and alpha. */
final class OpenCvPixels {
  private static final int RGB = 3;

  private OpenCvPixels() {}

  /**
   * The same in the order of this package.
   *
   * @param bgr row-major [height, width, channels]
   */
  static Pixels toRgb(int height, int width, int channels, byte[] bgr) throws BadRecordException {
    boolean isKnown = channels == 1 || channels == RGB || channels == RGB + 1;
    if (!isKnown || height <= 0 || width <= 0 || (long) height * width * channels != bgr.length) {
      throw new BadRecordException(
          "expected the pixels of an image with 1, 3 or 4 channels of a byte, found %d x %d pixels of %d channels in %d bytes"
              .formatted(width, height, channels, bgr.length));
    }
    byte[] rgb = bgr.clone();
    if (channels >= RGB) {
      for (int i = 0; i < rgb.length; i += channels) {
        rgb[i] = bgr[i + 2];
        rgb[i + 2] = bgr[i];
      }
    }
    return new Pixels(height, width, channels, rgb);
  }
}
