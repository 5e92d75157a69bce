package io.meanfield.datasets.describe;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * The sums of floats and of their squares without rounding, so that they depend on no order. A
 * float is m * 2^(e - 150), with a whole m below 2^24 and e from 1 to 254; the m of each e are
 * added up, and of their squares, below 2^48, the upper and lower 24 bits. That overflows after
 * 2^39 numbers. Used by one thread.
 */
final class ExactSums implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int BIAS = 150;
  private static final int FRACTION_BITS = 23;
  private static final int FRACTION = (1 << FRACTION_BITS) - 1;
  private static final int HALF_BITS = 24;
  private static final int HALF = (1 << HALF_BITS) - 1;

  private int first; // exponent
  private long[] sums = {}; // [exponents from the first on]
  private long[] upperSquares = {}; // likewise
  private long[] lowerSquares = {}; // likewise
  private long count;

  /**
   * @param value finite
   */
  void add(float value) {
    int bits = Float.floatToRawIntBits(value);
    int exponent = bits >>> FRACTION_BITS & 0xff;
    int fraction = bits & FRACTION;
    long mantissa = exponent == 0 ? fraction : fraction | 1 << FRACTION_BITS;
    count++;
    if (mantissa != 0) {
      // subnormal numbers have the exponent of the smallest others
      add(Math.max(1, exponent), bits < 0 ? -mantissa : mantissa);
    }
  }

  private void add(int exponent, long mantissa) {
    int i = place(exponent);
    long square = mantissa * mantissa;
    sums[i] += mantissa;
    upperSquares[i] += square >>> HALF_BITS;
    lowerSquares[i] += square & HALF;
  }

  void merge(ExactSums other) {
    for (int j = 0; j < other.sums.length; j++) {
      int i = place(other.first + j);
      sums[i] += other.sums[j];
      upperSquares[i] += other.upperSquares[j];
      lowerSquares[i] += other.lowerSquares[j];
    }
    count += other.count;
  }

  long count() {
    return count;
  }

  /** That of an exponent, for which there is room then. */
  private int place(int exponent) {
    if (sums.length == 0) {
      first = exponent;
    }
    int before = Math.max(0, first - exponent);
    int size = Math.max(first + sums.length, exponent + 1) - Math.min(first, exponent);
    if (size > sums.length) {
      sums = moved(sums, before, size);
      upperSquares = moved(upperSquares, before, size);
      lowerSquares = moved(lowerSquares, before, size);
      first -= before;
    }
    return exponent - first;
  }

  private static long[] moved(long[] values, int by, int size) {
    long[] moved = new long[size];
    System.arraycopy(values, 0, moved, by, values.length);
    return moved;
  }

  /** NaN of nothing. */
  double mean() {
    return count == 0
        ? Double.NaN
        : decimal(sum(), BIAS)
            .divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
            .doubleValue();
  }

  /** Of the whole, thus divided by the number of numbers; NaN of nothing. */
  double deviation() {
    if (count == 0) {
      return Double.NaN;
    }
    BigInteger n = BigInteger.valueOf(count);
    BigInteger spread = n.multiply(squares()).subtract(sum().pow(2)); // n^2 times the variance
    return decimal(spread, 2 * BIAS)
        .sqrt(MathContext.DECIMAL128)
        .divide(new BigDecimal(n), MathContext.DECIMAL128)
        .doubleValue();
  }

  /** Times 2^150. */
  private BigInteger sum() {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < sums.length; i++) {
      sum = sum.add(BigInteger.valueOf(sums[i]).shiftLeft(first + i));
    }
    return sum;
  }

  /** Times 2^300. */
  private BigInteger squares() {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < sums.length; i++) {
      BigInteger ofExponent =
          BigInteger.valueOf(upperSquares[i])
              .shiftLeft(HALF_BITS)
              .add(BigInteger.valueOf(lowerSquares[i]));
      sum = sum.add(ofExponent.shiftLeft(2 * (first + i)));
    }
    return sum;
  }

  private static BigDecimal decimal(BigInteger value, int scale) {
    return new BigDecimal(value)
        .divide(new BigDecimal(BigInteger.TWO.pow(scale)), MathContext.DECIMAL128);
  }
}
