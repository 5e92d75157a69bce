package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawFeatures.TextPair;
import java.util.List;
import java.util.Optional;

/**
 * Texts and their translations in two columns of a table. A row that is blank in all that is read
 * of the two is no record, as such a line of parallel files is none.
 */
record ParallelColumns(String source, String target) {
  private static final String BLANKS = " \t\r\n"; // those of Line, and the ends of lines in quotes

  /** A text to be translated. */
  Optional<TextPair> untranslated(Row row) throws BadRecordException {
    return text(row, source).map(TextPair::untranslated);
  }

  /** Both sides, of which neither may be blank alone. */
  Optional<TextPair> translated(Row row) throws BadRecordException {
    Optional<String> text = text(row, source);
    Optional<String> translation = text(row, target);
    if (text.isEmpty() && translation.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        TextPair.of(required(text, source, target), required(translation, target, source)));
  }

  private static String required(Optional<String> text, String column, String other)
      throws BadRecordException {
    return text.orElseThrow(
        () ->
            new BadRecordException(
                "expected a text in %s, as there is one in %s, found none"
                    .formatted(column, other)));
  }

  private static Optional<String> text(Row row, String column) throws BadRecordException {
    if (row.isMissing(column, List.of())) {
      return Optional.empty();
    }
    String text = NulFree.require(column, row.text(column));
    boolean isBlank = text.chars().allMatch(c -> BLANKS.indexOf(c) >= 0);
    return isBlank ? Optional.empty() : Optional.of(text);
  }
}
