package io.meanfield.datasets.transform.text;

/**
 * The pieces that pairs of bytes never cross, as GPT-2 cuts them (Radford et al., "Language Models
 * are Unsupervised Multitask Learners", 2019; the pattern is in the code that came with it):
 *
 * <pre>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</pre>
 *
 * so a contraction, a run of letters, of numbers or of other marks, each with one space before it,
 * and runs of white space. Written out by hand: a regular expression takes several times as long.
 */
final class PreTokens {
  private static final byte SPACE = 0;
  private static final byte LETTER = 1;
  private static final byte NUMBER = 2;
  private static final byte OTHER = 3;

  private static final byte[] OF_ASCII = new byte[128];

  static {
    for (int c = 0; c < OF_ASCII.length; c++) {
      OF_ASCII[c] = ofCodePoint(c);
    }
  }

  private PreTokens() {}

  /** The end of the piece that starts at a place before the end of the text. */
  static int end(String text, int start) {
    char first = text.charAt(start);
    if (first == '\'') {
      int letters = numContracted(text, start + 1);
      if (letters > 0) {
        return start + 1 + letters;
      }
    }
    int word = first == ' ' && start + 1 < text.length() ? start + 1 : start;
    byte kind = kind(text, word);
    return kind == SPACE ? endOfSpace(text, start) : endOfRun(text, word, kind);
  }

  /** The last white space before anything else is left to that, unless it is the only one. */
  private static int endOfSpace(String text, int start) {
    int end = endOfRun(text, start, SPACE);
    return end == text.length() || end == start + 1 ? end : end - 1;
  }

  private static int endOfRun(String text, int start, byte kind) {
    int at = start;
    while (at < text.length() && kind(text, at) == kind) {
      at += isPair(text, at) ? 2 : 1;
    }
    return at;
  }

  private static int numContracted(String text, int at) {
    if (at == text.length()) {
      return 0;
    }
    return switch (text.charAt(at)) {
      case 's', 't', 'm', 'd' -> 1;
      case 'r', 'v' -> text.startsWith("e", at + 1) ? 2 : 0;
      case 'l' -> text.startsWith("l", at + 1) ? 2 : 0;
      default -> 0;
    };
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  private static byte kind(String text, int at) {
    char c = text.charAt(at);
    return c < OF_ASCII.length ? OF_ASCII[c] : ofCodePoint(text.codePointAt(at));
  }

  private static byte ofCodePoint(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER ->
          LETTER;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          NUMBER;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          SPACE;
      default -> codePoint >= '\t' && codePoint <= '\r' || codePoint == 0x85 ? SPACE : OTHER;
    };
  }
}
