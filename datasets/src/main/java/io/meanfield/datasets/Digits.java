package io.meanfield.datasets;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as a person reads them. */
public final class Digits {
  private static final MathContext OF_FLOAT = new MathContext(7);
  private static final int MAX_ZEROS = 10;

  private Digits() {}

  /**
   * As many digits as a float has, and all of whole numbers that it can count to, without zeros at
   * the end; the same on every JVM.
   *
   * @param value finite
   */
  public static String of(double value) {
    BigDecimal exact = new BigDecimal(value);
    boolean isCount = value == Math.rint(value) && Math.abs(value) <= 1 << 24;
    BigDecimal shown = (isCount ? exact : exact.round(OF_FLOAT)).stripTrailingZeros();
    return Math.abs(shown.scale()) <= MAX_ZEROS ? shown.toPlainString() : shown.toString();
  }
}
