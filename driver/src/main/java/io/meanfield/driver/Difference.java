package io.meanfield.driver;

import java.util.List;

/** Says in words where two texts differ first. */
final class Difference {
  private Difference() {}

  static String first(List<String> before, List<String> now) {
    int line = 0;
    while (line < Math.min(before.size(), now.size()) && before.get(line).equals(now.get(line))) {
      line++;
    }
    return "line %d was \"%s\" and is now \"%s\""
        .formatted(line + 1, lineOf(before, line), lineOf(now, line));
  }

  private static String lineOf(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line).strip() : "";
  }
}
