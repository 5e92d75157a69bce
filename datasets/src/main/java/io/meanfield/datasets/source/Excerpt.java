package io.meanfield.datasets.source;

/** The start of a text in quotes, for messages: raw data may be of any length. */
final class Excerpt {
  private static final int MAX_CHARS = 40;

  private Excerpt() {}

  static String of(String text) {
    String start = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "...";
    return "\"" + start.replaceAll("\\p{Cntrl}", "?") + "\"";
  }
}
