package io.meanfield.datasets.describe;

import io.meanfield.datasets.Part;
import java.nio.ByteBuffer;
import java.util.List;

/** Targets of all parts together. Used by one thread. */
final class TargetCounts implements LabelCounts {
  private static final long serialVersionUID = 1;

  private final RowCounts rows;

  TargetCounts(List<String> names) {
    rows = new RowCounts(names);
  }

  @Override
  public void add(Part part, ByteBuffer encoded) {
    rows.add(encoded);
  }

  @Override
  public void merge(LabelCounts other) {
    rows.merge(((TargetCounts) other).rows);
  }

  @Override
  public LabelSummary.Targets finish() {
    return new LabelSummary.Targets(rows.finish().columns());
  }
}
