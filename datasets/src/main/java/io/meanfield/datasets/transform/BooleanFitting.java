package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.Cell;

/** How many are true and how many are false. Used by one thread. */
final class BooleanFitting implements CellFitting {
  private static final long serialVersionUID = 1;

  private final ValueCounts counts = new ValueCounts();

  @Override
  public void add(Cell cell) {
    counts.add(BooleanColumn.number((Cell.Truth) cell));
  }

  @Override
  public void merge(CellFitting other) {
    counts.merge(((BooleanFitting) other).counts);
  }

  @Override
  public BooleanColumn finish(String name, TableConfig config) {
    return new BooleanColumn(name, counts.median());
  }
}
