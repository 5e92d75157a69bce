package io.meanfield.benchmarks;

import java.util.Arrays;
import java.util.Collection;

/** Several measurements of one thing. */
public record Spread(double median, double min, double max) {

  public static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("expected at least one value, found none");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], Arrays.stream(sorted).max().getAsDouble());
  }

  @Override
  public String toString() {
    return "%.1f (%.1f..%.1f)".formatted(median, min, max);
  }
}
