package io.meanfield.datasets.transform.text;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Merges of two neighbouring tokens into one, in the order in which they were learned (Sennrich et
 * al., "Neural Machine Translation of Rare Words with Subword Units", 2016, algorithm 1). Tokens 0
 * to 255 are the bytes, and merge i makes token 256 + i. Immutable, may be shared by threads.
 */
final class MergeTable {
  static final int NUM_BYTES = 256;
  private static final int NONE = PairTable.NONE;
  private static final int MAX_SHORT = 32;

  private final PairTable merged;

  /**
   * @param merges [merge] left and right
   * @throws IllegalArgumentException if one is not of two tokens that are there before it, or comes
   *     twice
   */
  MergeTable(int[][] merges) {
    merged = new PairTable(merges.length);
    for (int i = 0; i < merges.length; i++) {
      int token = NUM_BYTES + i;
      if (merges[i].length != 2
          || !isBefore(token, merges[i][0])
          || !isBefore(token, merges[i][1])) {
        throw new IllegalArgumentException(
            "expected merge %d to be of two tokens from 0 to %d, found %s"
                .formatted(i, token - 1, Arrays.toString(merges[i])));
      }
      if (!merged.add(merges[i][0], merges[i][1], token)) {
        throw new IllegalArgumentException(
            "expected each merge once, found %s twice".formatted(Arrays.toString(merges[i])));
      }
    }
  }

  /**
   * The tokens of bytes: the earliest merge is made first wherever it can be, from left to right,
   * then the next one.
   */
  int[] tokens(byte[] bytes) {
    return bytes.length <= MAX_SHORT ? tokensOfFew(bytes) : tokensOfMany(bytes);
  }

  /** Looks for the earliest merge again after each: n squared steps for n bytes, but light ones. */
  private int[] tokensOfFew(byte[] bytes) {
    int[] tokens = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      tokens[i] = bytes[i] & 0xff;
    }
    int size = bytes.length;
    while (true) {
      int first = Integer.MAX_VALUE;
      int at = NONE;
      for (int i = 1; i < size; i++) {
        int token = merged.token(tokens[i - 1], tokens[i]);
        if (token != NONE && token < first) {
          first = token;
          at = i;
        }
      }
      if (at == NONE) {
        return Arrays.copyOf(tokens, size);
      }
      tokens[at - 1] = first;
      size--;
      System.arraycopy(tokens, at + 1, tokens, at, size - at);
    }
  }

  /** Keeps the merges that can be made in a queue: n log n steps for n bytes. */
  private int[] tokensOfMany(byte[] bytes) {
    int[] tokens = new int[bytes.length];
    int[] next = new int[bytes.length];
    int[] previous = new int[bytes.length];
    PriorityQueue<Long> open = new PriorityQueue<>(); // the token that it makes, and the place
    for (int i = 0; i < bytes.length; i++) {
      tokens[i] = bytes[i] & 0xff;
      next[i] = i + 1 < bytes.length ? i + 1 : NONE;
      previous[i] = i - 1;
      offer(open, tokens, i - 1, i);
    }
    while (!open.isEmpty()) {
      long first = open.poll();
      int at = PairTable.right(first);
      int gone = next[at];
      if (tokens[at] == NONE
          || gone == NONE
          || merged.token(tokens[at], tokens[gone]) != PairTable.left(first)) {
        continue; // one of the two went into another merge meanwhile
      }
      tokens[at] = PairTable.left(first);
      tokens[gone] = NONE;
      next[at] = next[gone];
      if (next[at] != NONE) {
        previous[next[at]] = at;
      }
      offer(open, tokens, previous[at], at);
      offer(open, tokens, at, next[at]);
    }
    return Arrays.stream(tokens).filter(token -> token != NONE).toArray();
  }

  private void offer(PriorityQueue<Long> open, int[] tokens, int left, int right) {
    if (left != NONE && right != NONE) {
      int token = merged.token(tokens[left], tokens[right]);
      if (token != NONE) {
        open.add(PairTable.pair(token, left));
      }
    }
  }

  private static boolean isBefore(int token, int part) {
    return part >= 0 && part < token;
  }
}
