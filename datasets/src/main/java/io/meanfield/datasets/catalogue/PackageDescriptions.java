package io.meanfield.datasets.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one-line descriptions of packages in a language, by the checksum of the English description
 * that they translate: what a file Translation-xx of Debian has. Immutable.
 *
 * @param lines in the order of the file
 */
record PackageDescriptions(Map<String, String> lines) {
  private static final String CHECKSUM = "Description-md5: ";

  /**
   * @param file plain, in paragraphs of fields
   * @throws IOException if there is none in this language
   */
  static PackageDescriptions read(Path file, String language) throws IOException {
    String description = "Description-%s: ".formatted(language);
    Map<String, String> lines = new LinkedHashMap<>();
    String checksum = "";
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(CHECKSUM)) {
          checksum = line.substring(CHECKSUM.length());
        } else if (line.startsWith(description)
            && !line.substring(description.length()).isBlank()) {
          lines.putIfAbsent(checksum, line.substring(description.length()).strip());
        }
      }
    }
    if (lines.isEmpty()) {
      throw new IOException(
          "expected descriptions of packages in %s, found none with the field Description-%s"
              .formatted(file.getFileName(), language));
    }
    return new PackageDescriptions(lines);
  }

  /** The same descriptions of both, each pair once, as lines of two files. */
  void writePairs(Path file, PackageDescriptions translations, Path translated) throws IOException {
    Set<List<String>> pairs = new LinkedHashSet<>();
    translations.lines.forEach(
        (checksum, translation) -> {
          if (lines.containsKey(checksum)) {
            pairs.add(List.of(lines.get(checksum), translation));
          }
        });
    List<String> left = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (List<String> pair : pairs) {
      left.add(pair.get(0));
      right.add(pair.get(1));
    }
    Files.write(file, left);
    Files.write(translated, right);
  }
}
