package io.meanfield.datasets.describe;

import io.meanfield.datasets.transform.ValueCounts;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** The numbers of one column. Used by one thread. */
final class ColumnCounts implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int NUM_RANGES = 32;

  private final ExactSums sums = new ExactSums();
  private final ValueCounts values; // null where there is to be no histogram
  private float min = Float.POSITIVE_INFINITY;
  private float max = Float.NEGATIVE_INFINITY;

  private ColumnCounts(ValueCounts values) {
    this.values = values;
  }

  /** Columns of which the first ones get a histogram each, because that takes some memory. */
  static ColumnCounts[] of(int numColumns, int numHistograms) {
    return IntStream.range(0, numColumns)
        .mapToObj(i -> new ColumnCounts(i < numHistograms ? new ValueCounts() : null))
        .toArray(ColumnCounts[]::new);
  }

  static void merge(ColumnCounts[] columns, ColumnCounts[] others) {
    for (int i = 0; i < columns.length; i++) {
      columns[i].merge(others[i]);
    }
  }

  /**
   * @param value finite
   */
  void add(float value) {
    sums.add(value);
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (values != null) {
      values.add(value);
    }
  }

  NumberSummary finish(String name) {
    return new NumberSummary(name, sums.mean(), sums.deviation(), min, max, histogram());
  }

  private void merge(ColumnCounts other) {
    sums.merge(other.sums);
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    if (values != null) {
      values.merge(other.values);
    }
  }

  private Optional<Histogram> histogram() {
    if (values == null || sums.count() == 0) {
      return Optional.empty();
    }
    long[] counts = values.histogram(min, max, NUM_RANGES);
    return Optional.of(new Histogram(min, max, Arrays.stream(counts).boxed().toList()));
  }
}
