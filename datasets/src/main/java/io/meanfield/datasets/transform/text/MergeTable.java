package io.meanfield.datasets.transform.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Merges of two neighbouring tokens into one, in the order in which they were learned (Sennrich et
 * al., "Neural Machine Translation of Rare Words with Subword Units", 2016, algorithm 1). Tokens 0
 * to 255 are the bytes, and merge i makes token 256 + i. Immutable, may be shared by threads.
 */
final class MergeTable {
  static final int NUM_BYTES = 256;
  private static final int NONE = -1;

  private final Map<Long, Integer> merged = new HashMap<>();

  /**
   * @param merges [merge] left and right
   * @throws IllegalArgumentException if one is not of two tokens that are there before it, or comes
   *     twice
   */
  MergeTable(int[][] merges) {
    for (int i = 0; i < merges.length; i++) {
      int token = NUM_BYTES + i;
      if (merges[i].length != 2
          || !isBefore(token, merges[i][0])
          || !isBefore(token, merges[i][1])) {
        throw new IllegalArgumentException(
            "expected merge %d to be of two tokens from 0 to %d, found %s"
                .formatted(i, token - 1, Arrays.toString(merges[i])));
      }
      if (merged.put(pair(merges[i][0], merges[i][1]), token) != null) {
        throw new IllegalArgumentException(
            "expected each merge once, found %s twice".formatted(Arrays.toString(merges[i])));
      }
    }
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

  /**
   * The tokens of bytes: the earliest merge is made first wherever it can be, from left to right,
   * then the next one. Takes n log n steps for n bytes.
   */
  int[] tokens(byte[] bytes) {
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
      int at = right(first);
      int gone = next[at];
      if (tokens[at] == NONE || gone == NONE || token(tokens[at], tokens[gone]) != left(first)) {
        continue; // one of the two went into another merge meanwhile
      }
      tokens[at] = left(first);
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
      int token = token(tokens[left], tokens[right]);
      if (token != NONE) {
        open.add(pair(token, left));
      }
    }
  }

  private int token(int left, int right) {
    return merged.getOrDefault(pair(left, right), NONE);
  }

  private static boolean isBefore(int token, int part) {
    return part >= 0 && part < token;
  }
}
