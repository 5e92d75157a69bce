package io.meanfield.driver.config;

import java.io.Serializable;

/**
 * Where a piece of configuration was written.
 *
 * @param source a file's name, or an override as it was given
 * @param line from 1, or 0 for the source as a whole
 */
public record Position(String source, int line) implements Serializable {

  static Position whole(String source) {
    return new Position(source, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
