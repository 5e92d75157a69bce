package io.meanfield.datasets.plan;

/**
 * A permutation of 0 .. size - 1 that is computed, not stored: a Feistel network over {@link
 * CounterHash} on the next even number of bits, walked until it comes back into the range (Black
 * and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002, method 2). Immutable.
 */
final class IndexPermutation {
  private static final int ROUNDS = 6;

  /** Fewer bits would leave too few distinct round functions to mix small sizes well. */
  private static final int MIN_HALF_BITS = 4;

  private final long size;
  private final int halfBits;
  private final long halfMask;
  private final long[] roundKeys = new long[ROUNDS];

  IndexPermutation(long size, long key) {
    this.size = size;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, size - 1));
    halfBits = Math.max(MIN_HALF_BITS, (bits + 1) / 2);
    halfMask = (1L << halfBits) - 1;
    for (int round = 0; round < ROUNDS; round++) {
      roundKeys[round] = CounterHash.hash(key, round);
    }
  }

  /** Where an index from 0 to size - 1 goes. */
  long apply(long index) {
    long walked = index;
    do {
      walked = encrypt(walked);
    } while (walked >= size);
    return walked;
  }

  private long encrypt(long value) {
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (long key : roundKeys) {
      long mixed = left ^ (CounterHash.extend(0, key ^ right) & halfMask);
      left = right;
      right = mixed;
    }
    return left << halfBits | right;
  }
}
