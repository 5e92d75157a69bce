package io.meanfield.datasets.augment;

/** Augmentations of one kind, and of all kinds. */
final class Configs {
  static final AugmentationConfig ALL =
      new AugmentationConfig(Flip.BOTH, 0.1, 15, 0.2, 2, 0.3, 0.4, 0.5, 3, 0.4);

  private Configs() {}

  static AugmentationConfig flipAndCrop(Flip flip, int padding) {
    return new AugmentationConfig(flip, 0, 0, 0, padding, 0, 0, 0, 0, 0);
  }

  static AugmentationConfig affine(double shift, double rotation, double zoom) {
    return new AugmentationConfig(Flip.BOTH, shift, rotation, zoom, 2, 0, 0, 0, 0, 0);
  }

  static AugmentationConfig colours(double brightness, double contrast, double saturation) {
    return new AugmentationConfig(Flip.NONE, 0, 0, 0, 0, brightness, contrast, saturation, 0, 0);
  }

  static AugmentationConfig mixup(double alpha) {
    return new AugmentationConfig(Flip.NONE, 0, 0, 0, 0, 0, 0, 0, 0, alpha);
  }
}
