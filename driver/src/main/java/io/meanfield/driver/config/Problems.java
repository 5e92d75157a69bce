package io.meanfield.driver.config;

/** Where a {@link Check} says what is wrong. */
public interface Problems {

  /**
   * Adds a problem.
   *
   * @param key what it is about, dotted and relative to the checked record, for example {@code
   *     images} or {@code columns[2].name}; empty for the record itself
   * @param message what was expected, what was found and what to do
   */
  void add(String key, String message);
}
