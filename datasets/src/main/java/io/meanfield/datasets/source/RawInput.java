package io.meanfield.datasets.source;

/**
 * What a source reads.
 *
 * @param key of the source's configuration that names it, such as {@code train[0]}
 * @param path as the configuration gives it
 */
public record RawInput(String key, String path, Kind kind) {

  /** What is to be found at a path. */
  public enum Kind {
    FILE,
    FOLDER,
    FILE_OR_FOLDER
  }

  static RawInput file(String key, String path) {
    return new RawInput(key, path, Kind.FILE);
  }

  RawInput orFolder() {
    return new RawInput(key, path, Kind.FILE_OR_FOLDER);
  }

  static RawInput folder(String key, String path) {
    return new RawInput(key, path, Kind.FOLDER);
  }
}
