package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.Cell;

/** How often each number occurs. Used by one thread. */
final class NumberFitting implements CellFitting {
  private static final long serialVersionUID = 1;

  private final ValueCounts counts = new ValueCounts();

  @Override
  public void add(Cell cell) {
    counts.add(((Cell.Number) cell).value());
  }

  @Override
  public void merge(CellFitting other) {
    counts.merge(((NumberFitting) other).counts);
  }

  @Override
  public TableColumn finish(String name, TableConfig config) {
    return config.numbers().column(name, counts);
  }
}
