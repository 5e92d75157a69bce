package io.meanfield.driver.config;

import java.io.Serializable;

/**
 * One thing wrong with a configuration.
 *
 * @param path dotted keys from the top, empty for the whole configuration
 */
public record Problem(Position position, String path, String message) implements Serializable {

  @Override
  public String toString() {
    return position + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
