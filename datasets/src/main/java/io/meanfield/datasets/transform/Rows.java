package io.meanfield.datasets.transform;

/** Checks of rows of numbers. */
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
}
