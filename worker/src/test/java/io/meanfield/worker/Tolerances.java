package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How near is near: the relative difference of two vectors is the norm of their difference by the
 * norm of the expected one. Single precision rounds at 6e-8.
 */
final class Tolerances {
  /** One replica against stock Deeplearning4j, at most 50 steps. */
  static final double STOCK_TRAINING = 1e-6;

  /** Several replicas that agree every step against one with the global batch, one epoch. */
  static final double GLOBAL_BATCH = 1e-6;

  /** A mean loss, computed from sums in another order. */
  static final double LOSS = 1e-5;

  /** A loss after deltas travelled in fewer bits, by that after they travelled in full. */
  static final double LOSS_OF_WIRE_FORMATS = 2;

  private Tolerances() {}

  static void assertNear(float[] expected, float[] found, double tolerance, String when) {
    double difference = relativeDifference(expected, found);
    assertTrue(
        difference <= tolerance,
        "%s: expected a relative difference of at most %g, found %g"
            .formatted(when, tolerance, difference));
  }

  static double relativeDifference(float[] expected, float[] found) {
    assertEquals(expected.length, found.length);
    double squares = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      squares += (double) expected[i] * expected[i];
      difference += Math.pow((double) found[i] - expected[i], 2);
    }
    return Math.sqrt(difference / squares);
  }
}
