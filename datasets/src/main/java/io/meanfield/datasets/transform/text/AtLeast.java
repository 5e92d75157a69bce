package io.meanfield.datasets.transform.text;

/** Bounds of what a configuration says. */
final class AtLeast {
  private AtLeast() {}

  /**
   * @throws IllegalArgumentException if it is less
   */
  static void one(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "expected a %s of at least 1, found %d".formatted(key, value));
    }
  }
}
