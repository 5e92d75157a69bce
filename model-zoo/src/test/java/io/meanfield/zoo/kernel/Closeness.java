package io.meanfield.zoo.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How far apart results may be that should be the same. */
public final class Closeness {

  /** Of 32-bit sums in another order, as a part of the largest value. */
  public static final double F32 = 2e-5;

  /** Of products of numbers with 8 bits, as a part of the largest value. */
  public static final double BF16 = 5e-2;

  /** Of a slope measured in 64 bits, as a part of it. */
  public static final double SLOPE = 1e-6;

  private Closeness() {}

  /**
   * @param tolerance as a part of the largest expected value, or of 0.1 where that is smaller
   */
  public static void expectClose(
      INDArray expected, INDArray actual, double tolerance, String what) {
    assertArrayEquals(expected.shape(), actual.shape(), what);
    double largest = expected.castTo(DataType.DOUBLE).amaxNumber().doubleValue();
    double apart =
        expected
            .castTo(DataType.DOUBLE)
            .sub(actual.castTo(DataType.DOUBLE))
            .amaxNumber()
            .doubleValue();
    assertTrue(
        apart <= tolerance * Math.max(largest, 0.1),
        () -> "%s: apart by %.3g of %.3g".formatted(what, apart, largest));
  }
}
