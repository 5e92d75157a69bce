package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.Cell;
import java.io.Serializable;

/** What is learned of one column. Used by one thread. */
final class ColumnFitting implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;
  private final Cell.Kind kind;
  private final CellFitting values;
  private long numValues;
  private long numMissing;

  ColumnFitting(String name, Cell.Kind kind, TableConfig config) {
    this.name = name;
    this.kind = kind;
    this.values = CellFitting.of(kind, name, config);
  }

  String name() {
    return name;
  }

  Cell.Kind kind() {
    return kind;
  }

  boolean hasValues() {
    return numValues > 0;
  }

  void add(Cell cell) {
    if (cell instanceof Cell.Missing) {
      numMissing++;
    } else {
      values.add(cell);
      numValues++;
    }
  }

  void merge(ColumnFitting other) {
    values.merge(other.values);
    numValues += other.numValues;
    numMissing += other.numMissing;
  }

  TableColumn finish(TableConfig config) {
    TableColumn column = values.finish(name, config);
    return numMissing > 0 ? column.marked() : column;
  }
}
