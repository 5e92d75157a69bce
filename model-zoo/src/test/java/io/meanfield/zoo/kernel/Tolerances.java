package io.meanfield.zoo.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How near is equal: relative to the larger of 1 and the largest expected value. */
public final class Tolerances {
  /** Sums of a few thousand 32-bit products in another order. */
  static final double FLOAT = 2e-5;

  /** Sums of products of numbers with 8 bits. */
  static final double BF16 = 3e-2;

  /** Losses after tens of steps, as a part of them. */
  public static final double TRAINING = 1e-4;

  /** Central differences with a step of 1e-5 in 64 bits. */
  static final double SLOPE = 1e-6;

  private Tolerances() {}

  public static void assertClose(INDArray expected, INDArray found) {
    boolean isDouble = expected.dataType() == DataType.DOUBLE;
    assertClose(expected, found, isDouble ? SLOPE : FLOAT, "");
  }

  static void assertClose(INDArray expected, INDArray found, double tolerance, String message) {
    assertArrayEquals(expected.shape(), found.shape(), message);
    double scale = Math.max(1, expected.amaxNumber().doubleValue());
    double distance = expected.sub(found.castTo(expected.dataType())).amaxNumber().doubleValue();
    assertTrue(
        distance <= scale * tolerance,
        () ->
            "%s: expected\n%s\nfound\n%s\ndistance %s"
                .formatted(message, expected, found, distance));
  }

  /** For networks that multiply numbers with 8 bits. */
  public static void assertRoughlyClose(INDArray expected, INDArray found) {
    assertClose(expected, found, BF16, "");
  }

  public static void assertClose(double expected, double found) {
    double scale = Math.max(1, Math.abs(expected));
    assertTrue(
        Math.abs(expected - found) <= scale * FLOAT,
        () -> "expected %s, found %s".formatted(expected, found));
  }
}
