package io.meanfield.datasets.transform.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into words and punctuation marks. A word is a run of letters, digits, combining marks
 * and apostrophes; an ideograph is a word by itself, as is every other visible character.
 */
final class WordSplitter {
  private WordSplitter() {}

  static List<String> words(String text) {
    List<String> tokens = new ArrayList<>();
    int wordStart = 0;
    int next;
    for (int at = 0; at < text.length(); at = next) {
      int codePoint = text.codePointAt(at);
      next = at + Character.charCount(codePoint);
      if (isOfWord(codePoint)) {
        continue;
      }
      if (wordStart < at) {
        tokens.add(text.substring(wordStart, at));
      }
      if (isVisible(codePoint)) {
        tokens.add(text.substring(at, next));
      }
      wordStart = next;
    }
    if (wordStart < text.length()) {
      tokens.add(text.substring(wordStart));
    }
    return tokens;
  }

  private static boolean isOfWord(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default ->
          codePoint == '\''
              || codePoint == '\u2019'
              || Character.isLetterOrDigit(codePoint) && !Character.isIdeographic(codePoint);
    };
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
