package io.meanfield.datasets.source;

import com.opencsv.RFC4180Parser;
import com.opencsv.RFC4180ParserBuilder;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a record into its fields. */
@FunctionalInterface
interface FieldSplitter {
  List<String> split(String text) throws BadRecordException;

  /** At tabs; there is no quoting. */
  static FieldSplitter tabs() {
    return text -> List.of(text.split("\t", -1)); // which Java has a fast way for
  }

  /** At each separator; there is no quoting. */
  static FieldSplitter at(String separator) {
    Pattern pattern = Pattern.compile(separator, Pattern.LITERAL);
    return text -> List.of(pattern.split(text, -1));
  }

  /** At commas that are not in quotes, as RFC 4180 says. */
  static FieldSplitter rfc4180() {
    RFC4180Parser parser = new RFC4180ParserBuilder().build();
    return text -> {
      requireWhole(text);
      try {
        return List.of(parser.parseLine(text));
      } catch (IOException e) {
        throw new BadRecordException("expected a record of RFC 4180, found " + e.getMessage());
      }
    };
  }

  private static void requireWhole(String text) throws BadRecordException {
    QuoteState state = QuoteState.FIELD_START;
    for (int i = 0; i < text.length(); i++) {
      state = state.after(text.charAt(i));
      if (state == QuoteState.BROKEN) {
        throw new BadRecordException(
            "expected a comma or the end of the record after a closing quote, found more text at character %d"
                .formatted(i + 1));
      }
    }
    if (state == QuoteState.QUOTED) {
      throw new BadRecordException("expected a closing quote, found the end of the file");
    }
  }
}
