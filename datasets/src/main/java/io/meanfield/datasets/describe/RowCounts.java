package io.meanfield.datasets.describe;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of float32. Used by one thread. */
final class RowCounts implements FeatureCounts {
  private static final long serialVersionUID = 1;

  private static final int MAX_HISTOGRAMS = 64;

  private final List<String> names;
  private final ColumnCounts[] columns; // [names]

  RowCounts(List<String> names) {
    this.names = names;
    this.columns = ColumnCounts.of(names.size(), MAX_HISTOGRAMS);
  }

  @Override
  public void add(ByteBuffer encoded) {
    for (int i = 0; i < columns.length; i++) {
      columns[i].add(encoded.getFloat(encoded.position() + i * Float.BYTES));
    }
  }

  @Override
  public void merge(FeatureCounts other) {
    ColumnCounts.merge(columns, ((RowCounts) other).columns);
  }

  @Override
  public FeatureSummary.Numbers finish() {
    return new FeatureSummary.Numbers(
        IntStream.range(0, columns.length).mapToObj(i -> columns[i].finish(names.get(i))).toList());
  }
}
