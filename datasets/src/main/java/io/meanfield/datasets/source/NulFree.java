package io.meanfield.datasets.source;

/** Texts of a column. NUL is UTF-8, but in a text it is what is left of binary data. */
final class NulFree {
  private NulFree() {}

  static String require(String column, String text) throws BadRecordException {
    int position = text.indexOf('\0');
    if (position >= 0) {
      throw new BadRecordException(
          "expected text in %s, found a NUL as character %d".formatted(column, position + 1));
    }
    return text;
  }
}
