package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures.Pixels;

/** How an image gets the size that all have. */
public enum Fit {
  /** It has it already. */
  EXACT("as they are") {
    @Override
    Pixels apply(Pixels image, ImageSize size) {
      size.require(ImageSize.of(image));
      return image;
    }
  },
  /** Cut to the shape of the size around its middle, and scaled. */
  CROP("cut to that shape around their middle, and scaled") {
    @Override
    Pixels apply(Pixels image, ImageSize size) {
      // the one side whose share of the shape is too large is cut
      long width = Math.round((double) image.height() * size.width() / size.height());
      long height = Math.round((double) image.width() * size.height() / size.width());
      Pixels cut = Canvas.middle(image, side(height, image.height()), side(width, image.width()));
      return stretched(cut, size);
    }
  },
  /** Scaled until it lies within the size, in the middle of black. */
  PAD("scaled to lie within, in the middle of black") {
    @Override
    Pixels apply(Pixels image, ImageSize size) {
      double scale =
          Math.min((double) size.height() / image.height(), (double) size.width() / image.width());
      int height = side(Math.round(image.height() * scale), size.height());
      int width = side(Math.round(image.width() * scale), size.width());
      Pixels inner = stretched(image, new ImageSize(height, width, size.channels()));
      return Canvas.middle(inner, size.height(), size.width());
    }
  },
  /** Scaled by height and width each, whatever becomes of its shape. */
  STRETCH("scaled by height and width each") {
    @Override
    Pixels apply(Pixels image, ImageSize size) {
      return stretched(image, size);
    }
  };

  private final String words;

  Fit(String words) {
    this.words = words;
  }

  String inWords() {
    return words;
  }

  /**
   * The image with the height, width and number of channels of a size.
   *
   * @throws IllegalArgumentException if that cannot be
   */
  abstract Pixels apply(Pixels image, ImageSize size);

  private static int side(long wished, int max) {
    return (int) Math.max(1, Math.min(wished, max));
  }

  private static Pixels stretched(Pixels image, ImageSize size) {
    return new Resampling(size.height(), size.width())
        .resize(ImageChannels.convert(image, size.channels()));
  }
}
