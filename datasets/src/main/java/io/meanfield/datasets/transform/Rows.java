package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.Cell;
import java.util.List;
import java.util.Locale;

/** Checks of rows of numbers or cells. */
final class Rows {
  private Rows() {}

  static void require(int numColumns, float[] values) {
    requireLength(numColumns, values.length);
    for (int column = 0; column < values.length; column++) {
      if (!Float.isFinite(values[column])) {
        throw new IllegalArgumentException(
            "expected finite numbers, found %s in column %d".formatted(values[column], column));
      }
    }
  }

  static void requireLength(int numColumns, int found) {
    if (found != numColumns) {
      throw new IllegalArgumentException(
          "expected rows of %d numbers, found %d".formatted(numColumns, found));
    }
  }

  static void requireKinds(List<Cell.Kind> expected, List<Cell> cells) {
    requireSame(expected, cells.stream().map(Cell::kind).toList());
  }

  static void requireSame(List<Cell.Kind> expected, List<Cell.Kind> found) {
    if (found.size() != expected.size()) {
      throw new IllegalArgumentException(
          "expected rows of %d cells, found %d".formatted(expected.size(), found.size()));
    }
    for (int column = 0; column < expected.size(); column++) {
      if (found.get(column) != expected.get(column)) {
        throw new IllegalArgumentException(
            "expected a %s in column %d, found a %s"
                .formatted(kindName(expected.get(column)), column, kindName(found.get(column))));
      }
    }
  }

  private static String kindName(Cell.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
