package io.meanfield.datasets.source;

/**
 * An image file whose structure holds what its header says.
 *
 * @param orientation that of Exif, 1 to 8
 * @param bytes the file as its decoder shall see it: whole, with nothing that it need not read
 */
record CheckedImage(Extent extent, int orientation, Samples samples, byte[] bytes) {

  static CheckedImage upright(Extent extent, byte[] bytes) {
    return new CheckedImage(extent, 1, Samples.COLORS, bytes);
  }

  /** What the samples of a pixel are: COLORS in the order of the reader, RGB in any that we ask. */
  enum Samples {
    COLORS,
    RGB,
    CMYK,
    YCCK
  }

  /** Width and height as the header has them, small enough to take memory for. */
  record Extent(int width, int height) {
    static final int MAX_PIXELS = 1 << 26;

    static Extent of(String format, long width, long height) throws BadRecordException {
      if (width < 1 || height < 1 || width > MAX_PIXELS || width * height > MAX_PIXELS) {
        throw new BadRecordException(
            "expected a %s image of 1 to %d pixels, found %d x %d (width x height)"
                .formatted(format, MAX_PIXELS, width, height));
      }
      return new Extent((int) width, (int) height);
    }

    long numPixels() {
      return (long) width * height;
    }
  }
}
