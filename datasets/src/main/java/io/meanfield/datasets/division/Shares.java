package io.meanfield.datasets.division;

/** Checks the parts that a configuration asks for. */
final class Shares {
  private Shares() {}

  /**
   * @throws IllegalArgumentException if they leave nothing to train on, or depend on the time
   */
  static void require(Holdout validation, double test) {
    if (validation instanceof Holdout.From) {
      throw new IllegalArgumentException(
          "expected a fraction or a fold as validation, found \"%s\": name the column of times in split.time"
              .formatted(validation));
    }
    requireFractions(validation, new Holdout.Fraction(test));
  }

  static void requireFractions(Holdout validation, Holdout test) {
    double first = fraction(validation);
    double second = fraction(test);
    if (!(first >= 0 && second >= 0 && first + second < 1)) {
      throw new IllegalArgumentException(
          "expected a validation and a test fraction from 0 to below 1 that leave something to train on,"
              + " found validation %s and test %s".formatted(validation, test));
    }
  }

  /**
   * @param key that names the column
   * @throws IllegalArgumentException if it does not
   */
  static void requireColumn(String key, String column) {
    if (column.isBlank()) {
      throw new IllegalArgumentException(
          "expected the name of a column as %s, found an empty text".formatted(key));
    }
  }

  /** 0 where a part is not given as a fraction. */
  static double fraction(Holdout holdout) {
    return holdout instanceof Holdout.Fraction fraction ? fraction.value() : 0;
  }
}
