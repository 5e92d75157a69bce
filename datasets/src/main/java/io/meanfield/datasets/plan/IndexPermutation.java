package io.meanfield.datasets.plan;

import java.util.Arrays;

/**
 * A permutation of 0 .. size - 1 that is computed, not stored: a Feistel network over {@link
 * CounterHash} on the next even number of bits, walked until it comes back into the range (Black
 * and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002, method 2). Immutable.
 */
public final class IndexPermutation {
  private static final int ROUNDS = 6;

  /** Fewer bits would leave too few distinct round functions to mix small sizes well. */
  private static final int MIN_HALF_BITS = 4;

  private final long size;
  private final int halfBits;
  private final long halfMask;
  private final long[] roundKeys = new long[ROUNDS];

  public IndexPermutation(long size, long key) {
    this.size = size;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, size - 1));
    halfBits = Math.max(MIN_HALF_BITS, (bits + 1) / 2);
    halfMask = (1L << halfBits) - 1;
    for (int round = 0; round < ROUNDS; round++) {
      roundKeys[round] = CounterHash.hash(key, round);
    }
  }

  /** Where an index from 0 to size - 1 goes. */
  public long apply(long index) {
    long[] one = {index};
    apply(one);
    return one[0];
  }

  /**
   * Puts in the place of every index from 0 to size - 1 the one where it goes. They walk side by
   * side, so that the processor works on several at once.
   */
  void apply(long[] indices) {
    long[] walking = indices.clone();
    int[] places = new int[indices.length]; // of those that walk
    Arrays.setAll(places, i -> i);
    int left = walking.length;
    while (left > 0) {
      encrypt(walking, left);
      int outside = 0;
      for (int i = 0; i < left; i++) {
        if (walking[i] < size) {
          indices[places[i]] = walking[i];
        } else {
          walking[outside] = walking[i];
          places[outside++] = places[i];
        }
      }
      left = outside;
    }
  }

  private void encrypt(long[] values, int length) {
    for (int i = 0; i < length; i++) {
      long left = values[i] >>> halfBits;
      long right = values[i] & halfMask;
      for (long key : roundKeys) {
        long mixed = left ^ (CounterHash.extend(0, key ^ right) & halfMask);
        left = right;
        right = mixed;
      }
      values[i] = left << halfBits | right;
    }
  }
}
