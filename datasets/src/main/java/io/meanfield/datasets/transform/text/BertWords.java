package io.meanfield.datasets.transform.text;

/**
 * The words that pieces never cross, as BERT cuts them: at white space, which goes, and around each
 * punctuation mark. Marks of ASCII such as {@code $} are punctuation too.
 */
final class BertWords {
  private BertWords() {}

  /** The start of the first word from a place on, or the end of the text. */
  static int start(String text, int from) {
    int at = from;
    while (at < text.length() && BertNormalization.isWhiteSpace(text.codePointAt(at))) {
      at++; // no white space is a pair of surrogates
    }
    return at;
  }

  /** The end of the word that starts at a place before the end of the text. */
  static int end(String text, int start) {
    int at = start;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (isPunctuation(codePoint)) {
        return at == start ? at + Character.charCount(codePoint) : at;
      }
      if (BertNormalization.isWhiteSpace(codePoint)) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return at;
  }

  private static boolean isPunctuation(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> codePoint < 128 && "$+<=>^`|~".indexOf(codePoint) >= 0;
    };
  }
}
