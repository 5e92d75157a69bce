package io.meanfield.worker.optim;

/** What constructors of optimizers and schedules check. */
final class Checked {
  private Checked() {}

  static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "expected " + name + " to be a positive number, found " + value);
    }
  }

  static void notNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "expected " + name + " to be zero or a positive number, found " + value);
    }
  }

  static void fraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "expected " + name + " to be at least 0 and less than 1, found " + value);
    }
  }
}
