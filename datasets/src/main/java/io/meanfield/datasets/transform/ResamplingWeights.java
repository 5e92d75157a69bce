package io.meanfield.datasets.transform;

/**
 * How much of which inputs makes each output along one axis: the triangle filter of Pillow's
 * BILINEAR ({@code precompute_coeffs} in its Resample.c). Output i has its centre at c = (i + 0.5)
 * s, where s = inputs / outputs; input j weighs max(0, 1 - |j + 0.5 - c| / max(1, s)), over the sum
 * of these weights. So the filter widens as the image shrinks, and no input is passed over.
 *
 * <p>Weights are multiples of 2^-22 that sum to exactly 1, so what is constant stays so.
 */
final class ResamplingWeights {
  private static final int ONE = 1 << 22;

  private final int[] firsts; // [outputs], the first input of each
  private final int[] offsets; // [outputs + 1], where its weights start
  private final float[] weights;
  private final int numInputs;

  ResamplingWeights(int numInputs, int numOutputs) {
    double step = (double) numInputs / numOutputs;
    double support = Math.max(1, step);
    this.firsts = new int[numOutputs];
    this.offsets = new int[numOutputs + 1];
    int[] lasts = new int[numOutputs];
    for (int i = 0; i < numOutputs; i++) {
      double center = (i + 0.5) * step;
      firsts[i] = Math.max(0, (int) (center - support + 0.5));
      lasts[i] = Math.min(numInputs, (int) (center + support + 0.5));
      offsets[i + 1] = offsets[i] + lasts[i] - firsts[i];
    }
    this.weights = new float[offsets[numOutputs]];
    this.numInputs = numInputs;
    for (int i = 0; i < numOutputs; i++) {
      fill(i, (i + 0.5) * step, support);
    }
  }

  int first(int output) {
    return firsts[output];
  }

  int from(int output) {
    return offsets[output];
  }

  int to(int output) {
    return offsets[output + 1];
  }

  /**
   * @param place from that of an output's first weight to that of the next output's
   */
  float weight(int place) {
    return weights[place];
  }

  int numInputs() {
    return numInputs;
  }

  /** Rounds the running sum and not each weight, so that what is lost by one goes to the next. */
  private void fill(int output, double center, double support) {
    int count = to(output) - from(output);
    double[] exact = new double[count];
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double distance = Math.abs(first(output) + k + 0.5 - center) / support;
      exact[k] = Math.max(0, 1 - distance);
      sum += exact[k];
    }
    double running = 0;
    long before = 0;
    for (int k = 0; k < count; k++) {
      running += exact[k];
      long after = k == count - 1 ? ONE : Math.round(running / sum * ONE);
      weights[from(output) + k] = (float) (after - before) / ONE;
      before = after;
    }
  }
}
