package io.meanfield.datasets.transform;

import io.meanfield.datasets.Digits;
import io.meanfield.datasets.source.Cell;
import java.nio.FloatBuffer;

/**
 * Numbers as their ranks, from -1 to 1.
 *
 * @param fill stands for a missing number
 */
record QuantileColumn(String name, double fill, Quantiles quantiles) implements TableColumn {

  @Override
  public Cell.Kind kind() {
    return Cell.Kind.NUMBER;
  }

  @Override
  public void put(Cell cell, FloatBuffer row) {
    double value = cell instanceof Cell.Number number ? number.value() : fill;
    row.put((float) (2 * quantiles.level(value) - 1));
  }

  /** About the number, as its rank tells it. */
  @Override
  public String explain(FloatBuffer row) {
    return Digits.of(quantiles.value((row.get() + 1.0) / 2));
  }

  @Override
  public String inWords() {
    return "a number's rank in the training part, from -1 to 1; a missing one has that of "
        + Digits.of(fill);
  }
}
