package io.meanfield.datasets.transform;

import java.util.List;

/** Checks of means and standard deviations. */
final class Scales {
  private Scales() {}

  static void require(int size, List<Double> mean, List<Double> standardDeviation) {
    if (mean.size() != size || standardDeviation.size() != size) {
      throw new IllegalArgumentException(
          "expected %d means and standard deviations, found %d and %d"
              .formatted(size, mean.size(), standardDeviation.size()));
    }
    if (!mean.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("expected finite means, found " + mean);
    }
    if (!standardDeviation.stream().allMatch(value -> value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "expected finite standard deviations above 0, found " + standardDeviation);
    }
  }
}
