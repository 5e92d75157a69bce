package io.meanfield.datasets.transform.text;

import java.util.List;

/** What a vocabulary is made of. */
public enum Unit {
  /** Words and punctuation marks; see {@link WordSplitter}. */
  WORD {
    @Override
    List<String> split(String text) {
      return WordSplitter.words(text);
    }

    @Override
    String separator() {
      return " ";
    }
  },
  /**
   * Code points, white space among them. Half a surrogate pair is U+FFFD, which stands for what
   * could not be decoded.
   */
  CHARACTER {
    @Override
    List<String> split(String text) {
      return text.codePoints().mapToObj(Unit::character).toList();
    }

    @Override
    String separator() {
      return "";
    }
  };

  private static final String NOT_A_CHARACTER = "\ufffd";

  abstract List<String> split(String text);

  /** What is put between two of them where a text is made of them again. */
  abstract String separator();

  private static String character(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE
        ? NOT_A_CHARACTER
        : Character.toString(codePoint);
  }
}
