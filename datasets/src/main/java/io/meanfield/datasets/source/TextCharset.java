package io.meanfield.datasets.source;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/** Charsets by their names. */
final class TextCharset {
  private TextCharset() {}

  /**
   * @throws IllegalArgumentException if Java does not know the charset
   */
  static Charset of(String name) {
    return known(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a charset that Java knows, such as utf-8 or iso-8859-1, found %s"
                        .formatted(name)));
  }

  /**
   * One whose first 128 characters are ASCII's bytes, so that lines and headers can be told first.
   *
   * @throws IllegalArgumentException if Java does not know the charset, or it is another one
   */
  static Charset ofAsciiBytes(String name) {
    Charset charset = of(name);
    if (!charset.canEncode()
        || !StandardCharsets.US_ASCII.decode(charset.encode("\nA")).toString().equals("\nA")) {
      throw new IllegalArgumentException(
          "expected a charset in which ASCII's characters are one byte each, such as utf-8 or iso-8859-1, found %s: convert the files"
              .formatted(name));
    }
    return charset;
  }

  static Optional<Charset> known(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }
}
