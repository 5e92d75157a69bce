package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.Cell;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;

/** A column, and whether the cell is missing. */
record MarkedColumn(TableColumn column) implements TableColumn {

  @Override
  public String name() {
    return column.name();
  }

  @Override
  public Cell.Kind kind() {
    return column.kind();
  }

  @Override
  public int size() {
    return column.size() + 1;
  }

  @Override
  public List<String> names() {
    return Stream.concat(column.names().stream(), Stream.of(name() + "_missing")).toList();
  }

  @Override
  public List<Scaling> scalings() {
    return Stream.concat(column.scalings().stream(), Stream.of(Scaling.NONE)).toList();
  }

  @Override
  public void put(Cell cell, FloatBuffer row) {
    column.put(cell, row);
    row.put(cell instanceof Cell.Missing ? 1 : 0);
  }

  @Override
  public String explain(FloatBuffer row) {
    String value = column.explain(row);
    return row.get() == 1 ? Categories.MISSING : value;
  }

  @Override
  public String inWords() {
    return column.inWords() + ", with a 1 beside it";
  }
}
