package io.meanfield.driver.config;

/**
 * What a run is called, where it writes, and what its random numbers start from.
 *
 * @param folder a path on any Hadoop file system
 */
public record RunSection(String name, String folder, long seed) {
  public RunSection {
    if (name.isBlank()) {
      throw new IllegalArgumentException("expected a name for the run, found blank text");
    }
    if (folder.isBlank()) {
      throw new IllegalArgumentException("expected a folder for the run, found blank text");
    }
  }
}
