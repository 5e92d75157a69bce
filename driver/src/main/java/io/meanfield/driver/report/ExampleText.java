package io.meanfield.driver.report;

import io.meanfield.datasets.transform.Explained;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Examples as text. */
final class ExampleText {
  private static final int MAX_LENGTH = 300;
  private static final int MAX_COLUMNS = 30;

  private ExampleText() {}

  /** On one line, its middle left out where it is long, and without control characters. */
  static String line(String text) {
    return TextTable.fit(text.replace("\n", "\\n").replace("\t", "\\t"), MAX_LENGTH);
  }

  /** What can be said at the end of a line; nothing of an image. */
  static String inline(Explained features) {
    return features instanceof Explained.Image ? "" : ": " + words(features);
  }

  /** Lines that are indented. */
  static String block(Explained features) {
    List<String> lines =
        features instanceof Explained.Image image
            ? ImageSketch.lines(image)
            : List.of(words(features));
    return lines.stream()
        .map(line -> ("  " + line).stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  private static String words(Explained features) {
    if (features instanceof Explained.Text text) {
      return '"' + line(text.text()) + '"';
    }
    if (features instanceof Explained.TextPair pair) {
      return "\"%s\" = \"%s\"".formatted(line(pair.source()), line(pair.target()));
    }
    Explained.Row row = (Explained.Row) features;
    int size = row.names().size();
    List<String> cells =
        new ArrayList<>(
            IntStream.range(0, Math.min(MAX_COLUMNS, size))
                .mapToObj(i -> line(row.names().get(i)) + "=" + line(row.values().get(i)))
                .toList());
    if (size > MAX_COLUMNS) {
      cells.add("... of %s columns".formatted(size));
    }
    return String.join(", ", cells);
  }
}
