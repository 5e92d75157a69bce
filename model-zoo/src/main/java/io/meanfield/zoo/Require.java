package io.meanfield.zoo;

import java.util.List;

/** What model parameters have to satisfy; keys are spelled as in a configuration file. */
public final class Require {

  private Require() {}

  /**
   * @throws IllegalArgumentException if value is below 1
   */
  public static void positive(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s: expected a whole number from 1 on, found %d".formatted(key, value));
    }
  }

  /**
   * @return an immutable copy
   * @throws IllegalArgumentException if there is no value or one below 1
   */
  public static List<Integer> positives(String key, List<Integer> values) {
    if (values.isEmpty() || values.stream().anyMatch(value -> value < 1)) {
      throw new IllegalArgumentException(
          "%s: expected a list of whole numbers from 1 on, found %s".formatted(key, values));
    }
    return List.copyOf(values);
  }

  /**
   * @throws IllegalArgumentException if value is no multiple of another one
   */
  public static void multiple(String key, int value, String ofKey, int of) {
    if (value % of != 0) {
      throw new IllegalArgumentException(
          "%s: expected a multiple of %s, %d, found %d".formatted(key, ofKey, of, value));
    }
  }

  /**
   * @throws IllegalArgumentException if value is not in [0, 1)
   */
  public static void fraction(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "%s: expected a fraction from 0 to less than 1, found %s".formatted(key, value));
    }
  }
}
