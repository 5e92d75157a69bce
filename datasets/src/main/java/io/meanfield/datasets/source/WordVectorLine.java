package io.meanfield.datasets.source;

/**
 * A word and its numbers, with spaces or tabs between them. The numbers are the last fields: in
 * GloVe's largest files some words have spaces in them.
 *
 * @param starts where the numbers begin in the text
 */
record WordVectorLine(String word, String text, int[] starts) {

  /**
   * @param size how many numbers there must be
   */
  static WordVectorLine of(String text, int size) throws BadRecordException {
    int[] starts = new int[size];
    int end = endBefore(text, text.length());
    for (int i = size - 1; i >= 0; i--) {
      int start = end;
      while (start > 0 && !isSeparator(text.charAt(start - 1))) {
        start--;
      }
      starts[i] = start;
      end = endBefore(text, start);
    }
    if (end == 0) {
      throw new BadRecordException(
          "expected a word and %d numbers, found %d fields".formatted(size, numFields(text)));
    }
    return new WordVectorLine(text.substring(0, end), text, starts);
  }

  static int numFields(String text) {
    int numFields = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean isStart = i == 0 || isSeparator(text.charAt(i - 1));
      numFields += isStart && !isSeparator(text.charAt(i)) ? 1 : 0;
    }
    return numFields;
  }

  float[] vector() throws BadRecordException {
    float[] vector = new float[starts.length];
    for (int i = 0; i < vector.length; i++) {
      int end = i + 1 < starts.length ? starts[i + 1] : text.length();
      vector[i] = DecimalText.parse("the vector of " + word, text.substring(starts[i], end));
    }
    return vector;
  }

  /** The end of the field that ends before some place, 0 if there is none. */
  private static int endBefore(String text, int place) {
    int end = place;
    while (end > 0 && isSeparator(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '\t';
  }
}
