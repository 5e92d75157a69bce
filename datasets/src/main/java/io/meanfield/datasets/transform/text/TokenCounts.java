package io.meanfield.datasets.transform.text;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each token occurs. Used by one thread. */
final class TokenCounts implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Comparator<String> BY_CODE_POINTS =
      Comparator.comparing(token -> token.codePoints().toArray(), Arrays::compare);

  private final Map<String, Long> counts = new HashMap<>();

  /** A token and how often it occurs. */
  record Count(String token, long count) {}

  void add(String token) {
    counts.merge(token, 1L, Long::sum);
  }

  void merge(TokenCounts other) {
    other.counts.forEach((token, count) -> counts.merge(token, count, Long::sum));
  }

  /** The most frequent first; of equally frequent ones that with the smaller code points. */
  List<Count> inOrder() {
    return counts.entrySet().stream()
        .map(entry -> new Count(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(Count::count)
                .reversed()
                .thenComparing(Count::token, BY_CODE_POINTS))
        .toList();
  }
}
