package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.Cell;
import java.nio.FloatBuffer;

/**
 * 1 for true and 0 for false.
 *
 * @param fill stands for a missing one
 */
record BooleanColumn(String name, double fill) implements TableColumn {

  @Override
  public Cell.Kind kind() {
    return Cell.Kind.BOOLEAN;
  }

  @Override
  public void put(Cell cell, FloatBuffer row) {
    row.put(cell instanceof Cell.Truth truth ? number(truth) : (float) fill);
  }

  static float number(Cell.Truth truth) {
    return truth.value() ? 1 : 0;
  }

  @Override
  public String explain(FloatBuffer row) {
    return text(row.get());
  }

  @Override
  public String inWords() {
    return "1 for true and 0 for false; a missing one is %s".formatted(text((float) fill));
  }

  private static String text(float number) {
    return number == 0 ? "false" : number == 1 ? "true" : "neither";
  }
}
