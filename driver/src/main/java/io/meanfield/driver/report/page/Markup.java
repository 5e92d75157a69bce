package io.meanfield.driver.report.page;

import java.util.function.Consumer;

/**
 * A document in the making: elements are closed by themselves and texts escaped. An element is
 * named as in CSS, such as {@code td.number}; attributes are names and values in turn. Used by one
 * thread.
 */
final class Markup {
  private static final char REPLACEMENT = '\ufffd';

  private final StringBuilder document = new StringBuilder();

  /** An element with something in it. */
  Markup element(String name, Consumer<Markup> content, String... attributes) {
    String tag = open(name, attributes);
    document.append('>');
    content.accept(this);
    document.append("</").append(tag).append('>');
    return this;
  }

  /** An element with a text in it. */
  Markup element(String name, String text, String... attributes) {
    return element(name, inside -> inside.text(text), attributes);
  }

  /** An element that never has anything in it. */
  Markup empty(String name, String... attributes) {
    open(name, attributes);
    document.append("/>");
    return this;
  }

  Markup text(String text) {
    escape(text);
    return this;
  }

  /** What is already marked up. */
  Markup raw(String markup) {
    document.append(markup);
    return this;
  }

  @Override
  public String toString() {
    return document.toString();
  }

  private String open(String name, String... attributes) {
    int dot = name.indexOf('.');
    String tag = dot < 0 ? name : name.substring(0, dot);
    document.append('<').append(tag);
    if (dot >= 0) {
      attribute("class", name.substring(dot + 1).replace('.', ' '));
    }
    for (int i = 0; i < attributes.length; i += 2) {
      attribute(attributes[i], attributes[i + 1]);
    }
    return tag;
  }

  private void attribute(String name, String value) {
    document.append(' ').append(name).append("=\"");
    escape(value);
    document.append('"');
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> document.append("&amp;");
                case '<' -> document.append("&lt;");
                case '>' -> document.append("&gt;");
                case '"' -> document.append("&quot;");
                case '\'' -> document.append("&#39;");
                default -> document.appendCodePoint(isCharacter(c) ? c : REPLACEMENT);
              }
            });
  }

  /** Of XML 1.0, section 2.2; without the control characters that HTML has no use for. */
  private static boolean isCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || c >= 0x20 && c < 0x7f
        || c >= 0xa0 && c <= 0xd7ff
        || c >= 0xe000 && c <= 0xfffd
        || c >= 0x10000 && (c & 0xfffe) != 0xfffe;
  }
}
