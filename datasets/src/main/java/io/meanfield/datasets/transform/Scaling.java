package io.meanfield.datasets.transform;

/** How one number of an encoded row is scaled before a model sees it. */
enum Scaling {
  /** To mean 0 and standard deviation 1. */
  STANDARDISE("scaled to mean 0 and deviation 1") {
    @Override
    Scale scale(Scale moments, float min, float max) {
      return moments;
    }
  },
  /** From 0 to 1. */
  MIN_MAX("scaled to lie from 0 to 1") {
    @Override
    Scale scale(Scale moments, float min, float max) {
      return new Scale(min, min == max ? 1 : (double) max - min);
    }
  },
  NONE("as it is") {
    @Override
    Scale scale(Scale moments, float min, float max) {
      return new Scale(0, 1);
    }
  };

  private final String words;

  Scaling(String words) {
    this.words = words;
  }

  String inWords() {
    return words;
  }

  /**
   * @param moments mean and deviation of the training part
   */
  abstract Scale scale(Scale moments, float min, float max);
}
