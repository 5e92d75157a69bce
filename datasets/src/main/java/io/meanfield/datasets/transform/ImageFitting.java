package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures;

/** The size that all images have. Used by one thread. */
final class ImageFitting implements Fitting {
  private static final long serialVersionUID = 1;

  private ImageSize size; // null until an image was seen

  @Override
  public void add(RawFeatures raw) {
    require(ImageSize.of(Kinds.image(raw)));
  }

  /**
   * @throws IllegalArgumentException if the other one has seen images of another size
   */
  @Override
  public void merge(Fitting other) {
    ImageFitting next = (ImageFitting) other;
    if (next.size != null) {
      require(next.size);
    }
  }

  @Override
  public ImageEncoding finish() {
    if (size == null) {
      throw ImageStatistics.nothingSeen();
    }
    return ImageEncoding.exactly(size);
  }

  private void require(ImageSize found) {
    if (size == null) {
      size = found;
    }
    size.require(found);
  }
}
