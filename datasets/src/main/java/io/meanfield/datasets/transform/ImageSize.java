package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures;
import java.io.Serializable;

/** Extents of an image. */
record ImageSize(int height, int width, int channels) implements Serializable {

  ImageSize {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "expected images of at least 1 x 1 x 1, found %d x %d x %d"
              .formatted(height, width, channels));
    }
  }

  /**
   * @throws IllegalArgumentException if there are not as many values as the extents say
   */
  static ImageSize of(RawFeatures.Pixels pixels) {
    ImageSize size = new ImageSize(pixels.height(), pixels.width(), pixels.channels());
    if (pixels.values().length != size.numValues()) {
      throw new IllegalArgumentException(
          "expected %d values in an image of %s, found %d"
              .formatted(size.numValues(), size, pixels.values().length));
    }
    return size;
  }

  int numValues() {
    return Math.multiplyExact(Math.multiplyExact(height, width), channels);
  }

  void require(ImageSize found) {
    if (!equals(found)) {
      throw new IllegalArgumentException("expected images of %s, found %s".formatted(this, found));
    }
  }

  @Override
  public String toString() {
    return "%d x %d x %d".formatted(height, width, channels);
  }
}
