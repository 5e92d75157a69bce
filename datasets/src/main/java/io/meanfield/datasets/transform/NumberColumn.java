package io.meanfield.datasets.transform;

import io.meanfield.datasets.Digits;
import io.meanfield.datasets.source.Cell;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Numbers, not scaled yet.
 *
 * @param fill stands for a missing number
 */
record NumberColumn(String name, double fill, Scaling scaling) implements TableColumn {

  @Override
  public Cell.Kind kind() {
    return Cell.Kind.NUMBER;
  }

  @Override
  public List<Scaling> scalings() {
    return List.of(scaling);
  }

  @Override
  public void put(Cell cell, FloatBuffer row) {
    row.put(cell instanceof Cell.Number number ? number.value() : (float) fill);
  }

  @Override
  public String explain(FloatBuffer row) {
    return Digits.of(row.get());
  }

  @Override
  public String inWords() {
    return "a number, %s; a missing one is %s".formatted(scaling.inWords(), Digits.of(fill));
  }
}
