package io.meanfield.driver.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns: the first to the left, all others to the right. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> heading) {
    rows.add(List.copyOf(heading));
  }

  /** Adds a row with as many cells as the heading. */
  TextTable row(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "expected a row of %d cells, found %s".formatted(rows.get(0).size(), cells));
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /** The lines of the table, each ended by a line feed. */
  String render() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(row.get(0)).append(padding(row, 0));
      for (int column = 1; column < row.size(); column++) {
        line.append(GAP).append(padding(row, column)).append(row.get(column));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /**
   * A name in at most so many characters, its middle left out where it is longer, so that names
   * which differ only at the start or only at the end stay apart. Control characters become
   * question marks.
   */
  static String fit(String name, int maxLength) {
    int[] characters = name.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).toArray();
    int excess = characters.length - maxLength;
    if (excess <= 0) {
      return new String(characters, 0, characters.length);
    }
    int head = maxLength / 2;
    int tail = maxLength - head - 1;
    return new String(characters, 0, head)
        + "~"
        + new String(characters, characters.length - tail, tail);
  }

  private String padding(List<String> row, int column) {
    int width = rows.stream().mapToInt(other -> length(other.get(column))).max().orElse(0);
    return " ".repeat(width - length(row.get(column)));
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
