package io.meanfield.datasets.source;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The names of files as a configuration gives them. */
final class FileNames {
  private static final Pattern ABSOLUTE = Pattern.compile("/.*|[A-Za-z][A-Za-z0-9+.-]*:.*");

  private FileNames() {}

  /** The path, taken from the folder unless it is absolute or has a scheme. */
  static String within(String folder, String path) {
    if (folder.isEmpty() || ABSOLUTE.matcher(path).matches()) {
      return path;
    }
    return folder.endsWith("/") ? folder + path : folder + "/" + path;
  }

  static List<String> within(String folder, List<String> paths) {
    return paths.stream().map(path -> within(folder, path)).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none
   */
  static <T> List<T> requireSome(String key, List<T> files) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "expected at least one file in %s, found none".formatted(key));
    }
    return List.copyOf(files);
  }

  /**
   * @throws IllegalArgumentException if a name is empty or comes twice
   */
  static void requireDistinct(List<String> files) {
    HashSet<String> seen = new HashSet<>();
    for (String file : files) {
      if (file.isBlank()) {
        throw new IllegalArgumentException("expected the name of a file, found an empty text");
      }
      if (!seen.add(file)) {
        throw new IllegalArgumentException(
            "expected every file once, found %s twice".formatted(file));
      }
    }
  }
}
