package io.meanfield.datasets.transform.text;

import java.util.Arrays;
import java.util.function.Function;

/**
 * Numbers of the tokens of short pre-tokens that were seen before; texts repeat most of them. When
 * it is full, it starts anew: at most some megabytes. Used by one thread.
 */
final class PreTokenCache {
  private static final int SLOTS = 1 << 16;
  private static final int MAX_ENTRIES = SLOTS / 2;
  private static final int MAX_LENGTH = 32;
  private static final int SPREAD = 0x9E3779B9; // 2^32 over the golden ratio

  private final Function<String, int[]> tokens;
  private final String[] keys = new String[SLOTS];
  private final int[][] numbers = new int[SLOTS][];
  private int numEntries;

  /**
   * @param tokens numbers of the tokens of a pre-token
   */
  PreTokenCache(Function<String, int[]> tokens) {
    this.tokens = tokens;
  }

  /** All pre-tokens of a text, until there is no room left. */
  void tokenize(String text, TokenNumbers into) {
    int end;
    for (int start = 0; start < text.length() && into.room() > 0; start = end) {
      end = PreTokens.end(text, start);
      into.addAll(numbers(text, start, end));
    }
  }

  private int[] numbers(String text, int start, int end) {
    if (end - start > MAX_LENGTH) {
      return tokens.apply(text.substring(start, end));
    }
    int slot = slot(text, start, end);
    if (keys[slot] == null) {
      if (numEntries == MAX_ENTRIES) {
        Arrays.fill(keys, null);
        Arrays.fill(numbers, null);
        numEntries = 0;
        slot = slot(text, start, end);
      }
      keys[slot] = text.substring(start, end);
      numbers[slot] = tokens.apply(keys[slot]);
      numEntries++;
    }
    return numbers[slot];
  }

  /** That of the pre-token, or the free one where it belongs. */
  private int slot(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    int slot = hash * SPREAD >>> 16;
    while (keys[slot] != null && !isAt(keys[slot], text, start, end)) {
      slot = (slot + 1) % SLOTS;
    }
    return slot;
  }

  private static boolean isAt(String key, String text, int start, int end) {
    return key.length() == end - start && text.startsWith(key, start);
  }
}
