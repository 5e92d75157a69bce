package io.meanfield.datasets.source;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** Says that a column is not there, which ones are, and which of them was meant. */
final class MissingColumn {
  private static final int MAX_LISTED = 50;

  private MissingColumn() {}

  static String message(String expected, Collection<String> found) {
    String listed =
        String.join(", ", found.stream().limit(MAX_LISTED).toList())
            + (found.size() > MAX_LISTED ? ", ..." : "");
    String nearest =
        found.stream()
            .min(Comparator.comparingInt(name -> distance(expected, name)))
            .map(name -> ": did you mean %s?".formatted(name))
            .orElse("");
    return "expected the column %s, found the columns [%s]%s".formatted(expected, listed, nearest);
  }

  /** The least number of characters to insert, delete or replace (Levenshtein 1966). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
