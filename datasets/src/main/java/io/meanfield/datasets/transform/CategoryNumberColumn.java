package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.Cell;
import java.nio.FloatBuffer;

/** The number of the value, from 0, for models that learn a vector for each. */
record CategoryNumberColumn(String name, Categories values) implements TableColumn {

  @Override
  public Cell.Kind kind() {
    return Cell.Kind.CATEGORY;
  }

  @Override
  public void put(Cell cell, FloatBuffer row) {
    row.put(values.place(cell));
  }

  /** A missing value is one of its values, as one that is spelled so is. */
  @Override
  public CategoryNumberColumn marked() {
    return new CategoryNumberColumn(name, values.withMissing());
  }

  @Override
  public String explain(FloatBuffer row) {
    return values.inOrder().get((int) row.get());
  }

  @Override
  public String inWords() {
    return "a category, the number of one of %s".formatted(values.inWords());
  }
}
