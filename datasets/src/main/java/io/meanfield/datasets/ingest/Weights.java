package io.meanfield.datasets.ingest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Weights as whole numbers, with which an order is exact arithmetic. */
final class Weights {
  private Weights() {}

  /**
   * The smallest whole numbers that are to each other as the given ones.
   *
   * @param weights above 0, taken as their decimal digits say
   * @throws IllegalArgumentException if these are not together below 2^31
   */
  static int[] whole(List<? extends Number> weights) {
    List<BigDecimal> exact = weights.stream().map(it -> new BigDecimal(it.toString())).toList();
    int scale = exact.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    List<BigInteger> whole = exact.stream().map(it -> it.setScale(scale).unscaledValue()).toList();
    BigInteger divisor = whole.stream().reduce(BigInteger.ZERO, BigInteger::gcd);
    BigInteger sum = whole.stream().reduce(BigInteger.ZERO, BigInteger::add);
    if (sum.signum() > 0 && sum.divide(divisor).bitLength() > 31) {
      throw new IllegalArgumentException(
          "expected weights that are to each other as whole numbers of at most %d together, found %s: give weights of fewer digits"
              .formatted(Integer.MAX_VALUE, weights));
    }
    return whole.stream().mapToInt(it -> it.divide(divisor).intValue()).toArray();
  }
}
