package io.meanfield.datasets;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that someone meant to type. */
public final class NearestName {
  private NearestName() {}

  /** The known name with the fewest edits, if they are at most a third of the letters (or one). */
  public static Optional<String> to(String typed, Collection<String> known) {
    int maxEdits = Math.max(1, typed.length() / 3);
    return known.stream()
        .filter(name -> edits(typed, name) <= maxEdits)
        .min(Comparator.comparingInt(name -> edits(typed, name)));
  }

  /**
   * Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment;
   * Damerau, "A technique for computer detection and correction of spelling errors", 1964).
   */
  static int edits(String from, String to) {
    int[][] distance = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        distance[i][j] = i == 0 || j == 0 ? i + j : cheapest(distance, from, to, i, j);
      }
    }
    return distance[from.length()][to.length()];
  }

  private static int cheapest(int[][] distance, String from, String to, int i, int j) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int best = distance[i - 1][j - 1] + (same ? 0 : 1);
    best = Math.min(best, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, 1 + distance[i - 2][j - 2]) : best;
  }
}
