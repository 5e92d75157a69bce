package io.meanfield.datasets.source;

import io.meanfield.datasets.NearestName;
import java.util.Collection;

/** Says that a column is not there, which ones are, and which of them may be meant. */
final class MissingColumn {
  private static final int MAX_LISTED = 50;

  private MissingColumn() {}

  static String message(String expected, Collection<String> found) {
    String listed =
        String.join(", ", found.stream().limit(MAX_LISTED).toList())
            + (found.size() > MAX_LISTED ? ", ..." : "");
    String nearest =
        NearestName.to(expected, found)
            .map(name -> ": did you mean %s?".formatted(name))
            .orElse("");
    return "expected the column %s, found the columns [%s]%s".formatted(expected, listed, nearest);
  }
}
