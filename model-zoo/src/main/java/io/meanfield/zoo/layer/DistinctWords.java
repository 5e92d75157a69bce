package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Embeddings;
import java.util.Arrays;
import java.util.Optional;

/**
 * The different words of some sentences.
 *
 * @param entries of the table, in the order in which they first occur; filled up with {@link
 *     Embeddings#NONE} to a number that does not change with every batch
 * @param places the index among the entries for each word
 */
record DistinctWords(int[] entries, int[] places) {
  private static final int MULTIPLE = 128;

  /** What is summed by entry shall fit into one buffer. */
  private static final int MOST = 16_384;

  /**
   * Nothing if there are more than three quarters as many as words.
   *
   * @param free of as many zeros as the table has entries; used, and zeros again afterwards
   */
  static Optional<DistinctWords> of(int[] words, int[] free) {
    int most = Math.min(MOST, words.length / 4 * 3 / MULTIPLE * MULTIPLE);
    int[] places = new int[words.length];
    int[] entries = new int[most];
    Arrays.fill(entries, Embeddings.NONE);
    int placeOfNone = -1;
    int count = 0;
    boolean areFew = true;
    for (int i = 0; i < words.length && areFew; i++) {
      int known = words[i] == Embeddings.NONE ? placeOfNone : free[words[i]] - 1;
      if (known < 0) {
        areFew = count < most;
        if (areFew) {
          known = count++;
          entries[known] = words[i];
          if (words[i] == Embeddings.NONE) {
            placeOfNone = known;
          } else {
            free[words[i]] = known + 1;
          }
        }
      }
      places[i] = known;
    }
    for (int i = 0; i < count; i++) {
      if (entries[i] != Embeddings.NONE) {
        free[entries[i]] = 0;
      }
    }
    int rounded = (count + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    return areFew
        ? Optional.of(new DistinctWords(Arrays.copyOf(entries, rounded), places))
        : Optional.empty();
  }
}
