package io.meanfield.datasets.transform;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into words and punctuation marks. A word is a run of letters, digits, combining marks
 * and apostrophes; an ideograph is a word by itself, as is every other visible character. Text is
 * composed first (Unicode normalization form C).
 */
final class Tokenizer {
  private Tokenizer() {}

  static List<String> tokens(String text, boolean lowerCase) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return split(lowerCase ? composed.toLowerCase(Locale.ROOT) : composed);
  }

  private static List<String> split(String text) {
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
