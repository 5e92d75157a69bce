package io.meanfield.datasets.transform.text;

import java.util.Arrays;

/**
 * From a pair of tokens to the token that they make. An open hash table without objects, which is
 * what tokenizing waits for. Filled once, then read by any thread.
 */
final class PairTable {
  static final int NONE = -1;
  private static final long SPREAD = 0x9E3779B97F4A7C15L; // 2^64 over the golden ratio

  private final int shift;
  private final long[] pairs;
  private final int[] tokens;

  PairTable(int maxPairs) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * maxPairs + 1);
    shift = Long.SIZE - bits;
    pairs = new long[1 << bits];
    tokens = new int[1 << bits];
    Arrays.fill(tokens, NONE);
  }

  static long pair(int left, int right) {
    return (long) left << Integer.SIZE | right;
  }

  static int left(long pair) {
    return (int) (pair >>> Integer.SIZE);
  }

  static int right(long pair) {
    return (int) pair;
  }

  /** Whether the pair was not there before. */
  boolean add(int left, int right, int token) {
    int slot = slot(pair(left, right));
    if (tokens[slot] != NONE) {
      return false;
    }
    pairs[slot] = pair(left, right);
    tokens[slot] = token;
    return true;
  }

  /** -1 for a pair that makes none. */
  int token(int left, int right) {
    return tokens[slot(pair(left, right))];
  }

  private int slot(long pair) {
    int slot = (int) (pair * SPREAD >>> shift);
    while (tokens[slot] != NONE && pairs[slot] != pair) {
      slot = slot + 1 & tokens.length - 1;
    }
    return slot;
  }
}
