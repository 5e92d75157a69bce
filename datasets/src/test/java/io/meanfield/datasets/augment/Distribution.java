package io.meanfield.datasets.augment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;

/** Compares samples with the distribution they should be of (Kolmogorov and Smirnov). */
final class Distribution {
  /** Exceeded by one in a thousand samples of the right distribution, times sqrt(size). */
  private static final double LIMIT = 1.95;

  private Distribution() {}

  static void assertFits(double[] sorted, DoubleUnaryOperator cumulative) {
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = cumulative.applyAsDouble(sorted[i]);
      distance = Math.max(distance, Math.abs(expected - (double) i / sorted.length));
      distance = Math.max(distance, Math.abs(expected - (i + 1.0) / sorted.length));
    }
    double scaled = distance * Math.sqrt(sorted.length);
    assertTrue(scaled < LIMIT, "expected a distance below " + LIMIT + ", found " + scaled);
  }
}
