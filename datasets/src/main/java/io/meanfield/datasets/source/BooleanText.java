package io.meanfield.datasets.source;

import java.util.Locale;

/**
 * True and false as people and programs write them, in any case. 1.0 and 0.0 are among them because
 * a column of 1 and 0 becomes one of real numbers in many programs once a value is missing.
 */
final class BooleanText {
  private BooleanText() {}

  static boolean parse(String column, String text) throws BadRecordException {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1", "1.0" -> true;
      case "false", "f", "no", "n", "0", "0.0" -> false;
      default ->
          throw new BadRecordException(
              "expected true or false, yes or no, 1 or 0, t or f, y or n in %s, found %s"
                  .formatted(column, Excerpt.of(text)));
    };
  }
}
