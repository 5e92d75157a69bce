package io.meanfield.worker.sync;

import java.util.List;

/**
 * The weighted mean over replicas, summed along a binary tree that only the number of replicas
 * fixes: leaf i is replica i, and a node over [low, high) joins the halves [low, mid) and [mid,
 * high). So the rounding is the same wherever and in whatever order contributions arrive.
 */
public final class FixedTree {
  private FixedTree() {}

  /**
   * sum(n_i x_i) / sum(n_i) in 32-bit arithmetic. Weights are divided by their greatest common
   * divisor, so that equal ones multiply by exactly one.
   *
   * @param contributions one a replica, in the order of their numbers, all of one length
   * @throws IllegalArgumentException if a replica is missing, twice there, out of order, or if no
   *     replica has seen an example
   */
  public static float[] weightedMean(List<Contribution> contributions) {
    long divisor = 0;
    long total = 0;
    for (int i = 0; i < contributions.size(); i++) {
      Contribution c = contributions.get(i);
      if (c.replica() != i) {
        throw new IllegalArgumentException(
            "expected the contribution of replica " + i + ", found that of " + c.replica());
      }
      divisor = greatestCommonDivisor(divisor, c.numExamples());
      total += c.numExamples();
    }
    if (total == 0) {
      throw new IllegalArgumentException("expected some examples, but no replica has seen any");
    }
    float[] sum = sum(contributions, 0, contributions.size(), divisor);
    float totalWeight = total / divisor;
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= totalWeight;
    }
    return sum;
  }

  private static float[] sum(List<Contribution> contributions, int low, int high, long divisor) {
    if (high - low == 1) {
      Contribution c = contributions.get(low);
      return scaled(c.values(), c.numExamples() / divisor);
    }
    int mid = (low + high) >>> 1;
    float[] left = sum(contributions, low, mid, divisor);
    float[] right = sum(contributions, mid, high, divisor);
    for (int i = 0; i < left.length; i++) {
      left[i] += right[i];
    }
    return left;
  }

  private static float[] scaled(float[] values, float weight) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = weight * values[i];
    }
    return scaled;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
