package io.meanfield.worker;

/**
 * Gradients of some replicas added up, before they are divided by the number of losses that they
 * are of. Running statistics are in it multiplied by that number.
 *
 * @param values of the whole flat vector; empty if it is of nothing
 */
record GradientSum(Counts counts, float[] values) {
  static final GradientSum NONE = new GradientSum(Counts.NONE, new float[0]);
}
