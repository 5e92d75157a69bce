package io.meanfield.datasets.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Values with a separator between them, each plain or in single or double quotes, in which a
 * backslash takes the next character as it is. Used by one thread.
 */
final class ArffFields {
  static final String MISSING = "?";

  /** A value, and whether it was in quotes. */
  record Field(String text, boolean isQuoted) {
    boolean isMissing() {
      return !isQuoted && text.equals(MISSING);
    }
  }

  private final String text;
  private int position;

  private ArffFields(String text) {
    this.text = text;
  }

  /** The values between commas. */
  static List<Field> split(String text) throws BadRecordException {
    ArffFields fields = new ArffFields(text);
    List<Field> found = new ArrayList<>();
    do {
      found.add(fields.next());
    } while (fields.passComma());
    return found;
  }

  /** The value at the start, plain up to a space, and what comes after it. */
  static List<String> splitFirst(String text) throws BadRecordException {
    ArffFields fields = new ArffFields(text);
    fields.passSpaces();
    String first;
    if (fields.isAtQuote()) {
      first = fields.quoted();
    } else {
      int start = fields.position;
      while (!fields.isAtEnd() && !Character.isWhitespace(fields.peek())) {
        fields.position++;
      }
      first = text.substring(start, fields.position);
    }
    return List.of(first, text.substring(fields.position).strip());
  }

  private Field next() throws BadRecordException {
    passSpaces();
    if (isAtQuote()) {
      Field field = new Field(quoted(), true);
      passSpaces();
      if (!isAtEnd() && peek() != ',') {
        throw new BadRecordException(
            "expected a comma or the end after a closing quote, found more text at character %d"
                .formatted(position + 1));
      }
      return field;
    }
    int start = position;
    while (!isAtEnd() && peek() != ',') {
      position++;
    }
    return new Field(text.substring(start, position).strip(), false);
  }

  private boolean passComma() {
    return position++ < text.length();
  }

  private String quoted() throws BadRecordException {
    char quote = text.charAt(position++);
    StringBuilder value = new StringBuilder();
    while (!isAtEnd() && peek() != quote) {
      if (peek() == '\\' && position + 1 < text.length()) {
        position++;
      }
      value.append(text.charAt(position++));
    }
    if (isAtEnd()) {
      throw new BadRecordException("expected a closing quote, found the end of the line");
    }
    position++;
    return value.toString();
  }

  private boolean isAtQuote() {
    return !isAtEnd() && (peek() == '\'' || peek() == '"');
  }

  private void passSpaces() {
    while (!isAtEnd() && Character.isWhitespace(peek())) {
      position++;
    }
  }

  private boolean isAtEnd() {
    return position >= text.length();
  }

  private char peek() {
    return text.charAt(position);
  }
}
