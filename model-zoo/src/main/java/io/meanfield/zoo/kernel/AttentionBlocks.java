package io.meanfield.zoo.kernel;

import io.meanfield.zoo.kernel.Attention.Reach;
import java.util.ArrayList;
import java.util.List;

/**
 * Queries in runs of neighbours, so that keys which none of a run sees cost nothing, and where the
 * probabilities of each run stand in memory.
 *
 * @param runs from the last to the first, so that the first one handled sees every key
 */
record AttentionBlocks(long batch, long heads, long numQueries, long numKeys, List<Run> runs) {
  /** Fewer rows than this make products slow. */
  private static final long MIN_ROWS = 32;

  private static final long MAX_RUNS = 8;

  /**
   * Probabilities [batch, heads, queries, keys], row-major.
   *
   * @param first its first query
   * @param queries how many
   * @param keys how many of the first keys it sees
   * @param position of its probabilities, in elements
   */
  record Run(long first, long queries, long keys, long position) {}

  static AttentionBlocks of(long[] queries, long[] keys, Reach reach) {
    long numQueries = queries[2];
    long numKeys = keys[2];
    if (reach == Reach.PAST && numQueries > numKeys) {
      throw new IllegalArgumentException(
          "expected no more queries than keys, found %d and %d".formatted(numQueries, numKeys));
    }
    long rows =
        reach == Reach.ALL ? numQueries : Math.max(MIN_ROWS, -Math.floorDiv(-numQueries, MAX_RUNS));
    List<Run> runs = new ArrayList<>();
    long position = 0;
    for (long first = (numQueries - 1) / rows * rows; first >= 0; first -= rows) {
      long end = Math.min(numQueries, first + rows);
      long seen = reach == Reach.ALL ? numKeys : end + numKeys - numQueries;
      runs.add(new Run(first, end - first, seen, position));
      position += queries[0] * queries[1] * (end - first) * seen;
    }
    return new AttentionBlocks(queries[0], queries[1], numQueries, numKeys, List.copyOf(runs));
  }

  long[] shape(Run run) {
    return new long[] {batch, heads, run.queries(), run.keys()};
  }

  long length(Run run) {
    return batch * heads * run.queries() * run.keys();
  }

  /** Of all probabilities. */
  long length() {
    return runs.stream().mapToLong(this::length).sum();
  }

  long largest() {
    return runs.stream().mapToLong(this::length).max().orElse(0);
  }

  /** Receives the places of keys that a query must not see, in one row of a run. */
  interface Hidden {
    /**
     * @param start in the run's memory, in elements
     */
    void at(long start, long count);
  }

  /** Visits what lies ahead of each query of a run. */
  void visitAhead(Run run, Hidden hidden) {
    for (long head = 0; head < batch * heads; head++) {
      for (long q = 0; q + 1 < run.queries(); q++) {
        long count = run.queries() - 1 - q;
        hidden.at((head * run.queries() + q + 1) * run.keys() - count, count);
      }
    }
  }

  /** Visits what is dropped of a run. */
  void visitDropped(Run run, Dropout dropout, Dropout.Dropped dropped) {
    for (long head = 0; head < batch * heads; head++) {
      for (long q = 0; q < run.queries(); q++) {
        long number = (head * numQueries + run.first() + q) * numKeys;
        long place = (head * run.queries() + q) * run.keys();
        dropout.visit(number, run.keys(), i -> dropped.at(place + i - number));
      }
    }
  }
}
