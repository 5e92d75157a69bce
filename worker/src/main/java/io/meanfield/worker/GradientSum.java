package io.meanfield.worker;

/**
 * Gradients of some replicas added up, before they are divided by the number of losses that they
 * are of. Running statistics are in it multiplied by that number.
 *
 * @param values changed by {@link #add}
 */
record GradientSum(long numLosses, float[] values) {
  static final GradientSum NONE = new GradientSum(0, new float[0]);

  /** This and another, in this one's array; a sum over no losses changes nothing. */
  GradientSum add(GradientSum other) {
    if (numLosses == 0) {
      return other;
    }
    for (int i = 0; i < other.values.length; i++) {
      values[i] += other.values[i];
    }
    return new GradientSum(numLosses + other.numLosses, values);
  }
}
