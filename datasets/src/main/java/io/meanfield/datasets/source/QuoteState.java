package io.meanfield.datasets.source;

/**
 * Where in a record of RFC 4180 a reader stands. A quote opens a quoted field only where a field
 * starts; elsewhere outside of quotes it is a character like any other, as in {@code 5" disk}.
 */
enum QuoteState {
  FIELD_START,
  UNQUOTED,
  QUOTED,
  /** After a quote in a quoted field: the field's end, or the first half of a doubled quote. */
  CLOSED,
  /** Something else than a separator came after the end of a quoted field. */
  BROKEN;

  static final char QUOTE = '"';
  static final char SEPARATOR = ',';

  /** The state after one more character, or byte of one in UTF-8. */
  QuoteState after(int c) {
    return switch (this) {
      case FIELD_START, UNQUOTED ->
          c == SEPARATOR ? FIELD_START : this == FIELD_START && c == QUOTE ? QUOTED : UNQUOTED;
      case QUOTED -> c == QUOTE ? CLOSED : QUOTED;
      case CLOSED ->
          switch (c) {
            case QUOTE -> QUOTED;
            case SEPARATOR -> FIELD_START;
            case '\r' -> CLOSED;
            default -> BROKEN;
          };
      case BROKEN -> BROKEN;
    };
  }
}
