package io.meanfield.datasets.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many records a file has, counted by other means than the readers': for their tests. */
final class RecordCounts {
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf"; // UTF-8, byte by byte
  private static final int FLAGS = Pattern.DOTALL | Pattern.CASE_INSENSITIVE;
  private static final Pattern DATA = Pattern.compile("\\s*['\"]?@data\\b.*", FLAGS);

  private RecordCounts() {}

  static long lines(byte[] file) {
    return textLines(file).count();
  }

  /** Lines without those that are blank or start with the mark of a comment. */
  static long uncommented(byte[] file, char mark) {
    return textLines(file).filter(isRecord(mark)).count();
  }

  /** Lines after {@code @data}. */
  static long arff(byte[] file) {
    return textLines(file)
        .dropWhile(line -> !DATA.matcher(line).matches())
        .skip(1)
        .filter(isRecord('%'))
        .count();
  }

  /**
   * Records of RFC 4180 after the header; a bad one counts as many times as it has lines.
   *
   * @param results what a reader made of the file
   */
  static long csv(byte[] file, List<RawResult> results) {
    Set<String> bad =
        results.stream()
            .filter(RawResult.Bad.class::isInstance)
            .map(result -> ((RawResult.Bad) result).position())
            .collect(Collectors.toSet());
    String text = text(file);
    List<Integer> counts = new ArrayList<>();
    int line = 1;
    for (int start = 0; start < text.length(); ) {
      int end = endOfRecord(text, start);
      String record = text.substring(start, end);
      int numLines = 1 + (int) record.chars().filter(c -> c == '\n').count();
      if (!record.isEmpty() && !record.equals("\r")) {
        int endsEmpty = end == text.length() && record.endsWith("\n") ? 1 : 0;
        counts.add(bad.contains("line " + line) ? numLines - endsEmpty : 1);
      }
      line += numLines;
      start = end + 1;
    }
    return counts.stream().skip(1).mapToInt(count -> count).sum();
  }

  private static int endOfRecord(String text, int start) {
    int at = start;
    while (true) {
      int endOfLine = indexOrEnd(text, '\n', at);
      if (at < text.length() && text.charAt(at) == '"') {
        int close = closingQuote(text, at);
        if (close == text.length()) {
          return close;
        }
        at = close + 1;
        while (at < text.length() && text.charAt(at) == '\r') {
          at++;
        }
        if (at == text.length() || text.charAt(at) != ',') {
          return indexOrEnd(text, '\n', at);
        }
        at++;
      } else {
        int comma = indexOrEnd(text, ',', at);
        if (comma >= endOfLine) {
          return endOfLine;
        }
        at = comma + 1;
      }
    }
  }

  private static int closingQuote(String text, int open) {
    int close = indexOrEnd(text, '"', open + 1);
    while (close + 1 < text.length() && text.charAt(close + 1) == '"') {
      close = indexOrEnd(text, '"', close + 2);
    }
    return close;
  }

  private static int indexOrEnd(String text, char c, int from) {
    int index = text.indexOf(c, from);
    return index < 0 ? text.length() : index;
  }

  private static Predicate<String> isRecord(char mark) {
    return Pattern.compile("[ \t\r]*(%s.*)?".formatted(mark), FLAGS).asMatchPredicate().negate();
  }

  private static Stream<String> textLines(byte[] file) {
    return Arrays.stream(text(file).split("\n", -1))
        .filter(line -> !line.isEmpty() && !line.equals("\r"));
  }

  private static String text(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
  }
}
