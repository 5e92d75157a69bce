package io.meanfield.datasets.transform;

import java.io.Serializable;
import java.util.List;

/**
 * Takes numbers to (v - mean) / standardDeviation.
 *
 * @param standardDeviation 1 for numbers that are all the same
 */
public record Scale(double mean, double standardDeviation) implements Serializable {

  public Scale {
    if (!Double.isFinite(mean)) {
      throw new IllegalArgumentException("expected a finite mean, found " + mean);
    }
    if (!(standardDeviation > 0 && Double.isFinite(standardDeviation))) {
      throw new IllegalArgumentException(
          "expected a finite standard deviation above 0, found " + standardDeviation);
    }
  }

  static List<Scale> require(int size, List<Scale> scales) {
    if (scales.size() != size) {
      throw new IllegalArgumentException(
          "expected %d means and standard deviations, found %d".formatted(size, scales.size()));
    }
    return List.copyOf(scales);
  }

  float apply(double value) {
    return (float) ((value - mean) / standardDeviation);
  }

  /** With {@link #offset}, the same as v * factor + offset. */
  float factor() {
    return (float) (1 / standardDeviation);
  }

  float offset() {
    return (float) (-mean / standardDeviation);
  }
}
