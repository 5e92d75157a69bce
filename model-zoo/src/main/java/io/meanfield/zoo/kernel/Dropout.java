package io.meanfield.zoo.kernel;

import org.bytedeco.javacpp.indexer.FloatIndexer;

/**
 * Which elements are dropped: a function of a seed and of an element's number alone, the same on
 * every backend and in the backward pass.
 *
 * @param probability that an element is dropped, in steps of 1 / 65536
 */
public record Dropout(double probability, long seed) {
  /** Nothing is dropped. */
  public static final Dropout NONE = new Dropout(0, 0);

  private static final int LANES = 4;
  private static final int LANE_BITS = 16;
  private static final long LANE_MASK = (1 << LANE_BITS) - 1;
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  public Dropout {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "expected a dropout probability in [0, 1), found %s".formatted(probability));
    }
  }

  public boolean isNone() {
    return threshold() == 0;
  }

  /** What is not dropped is multiplied by it, so that sums stay the same on average. */
  public double scale() {
    return 1 / (1 - threshold() / (double) (1 << LANE_BITS));
  }

  private long threshold() {
    return Math.round(probability * (1 << LANE_BITS));
  }

  /** Receives the numbers of dropped elements. */
  interface Dropped {
    void at(long element);
  }

  /** Visits the dropped elements among so many from the first, in their order. */
  void visit(long first, long count, Dropped dropped) {
    long threshold = threshold();
    long end = first + count;
    for (long i = first; i < end; ) {
      long word = hash(i / LANES);
      long next = Math.min(end, (i / LANES + 1) * LANES);
      for (long bits = word >>> (i % LANES * LANE_BITS); i < next; i++, bits >>>= LANE_BITS) {
        if ((bits & LANE_MASK) < threshold) {
          dropped.at(i);
        }
      }
    }
  }

  /**
   * Multiplies elements from the first by {@link #scale}, or by 0 where they are dropped; without
   * branches, which nothing could predict.
   */
  void multiply(FloatIndexer values, long count) {
    int kept = Float.floatToRawIntBits((float) scale());
    long threshold = threshold();
    long whole = count - count % LANES;
    for (long i = 0; i < whole; i += LANES) {
      long word = hash(i / LANES);
      values.put(i, values.get(i) * factor(word, threshold, kept));
      values.put(i + 1, values.get(i + 1) * factor(word >>> LANE_BITS, threshold, kept));
      values.put(i + 2, values.get(i + 2) * factor(word >>> 2 * LANE_BITS, threshold, kept));
      values.put(i + 3, values.get(i + 3) * factor(word >>> 3 * LANE_BITS, threshold, kept));
    }
    long rest = hash(whole / LANES);
    for (long i = whole; i < count; i++, rest >>>= LANE_BITS) {
      values.put(i, values.get(i) * factor(rest, threshold, kept));
    }
  }

  private static float factor(long bits, long threshold, int kept) {
    long isKept = (threshold - 1 - (bits & LANE_MASK)) >> 63; // all bits or none
    return Float.intBitsToFloat(kept & (int) isKept);
  }

  /** SplitMix64 (Steele, Lea and Flood 2014, figure 17), jumped to its n-th output. */
  private long hash(long n) {
    long z = seed + (n + 1) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
