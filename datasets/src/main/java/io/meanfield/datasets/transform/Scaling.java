package io.meanfield.datasets.transform;

/** How one number of an encoded row is scaled before a model sees it. */
enum Scaling {
  /** To mean 0 and standard deviation 1. */
  STANDARDISE {
    @Override
    Scale scale(Scale moments, float min, float max) {
      return moments;
    }
  },
  /** From 0 to 1. */
  MIN_MAX {
    @Override
    Scale scale(Scale moments, float min, float max) {
      return new Scale(min, min == max ? 1 : (double) max - min);
    }
  },
  NONE {
    @Override
    Scale scale(Scale moments, float min, float max) {
      return new Scale(0, 1);
    }
  };

  /**
   * @param moments mean and deviation of the training part
   */
  abstract Scale scale(Scale moments, float min, float max);
}
