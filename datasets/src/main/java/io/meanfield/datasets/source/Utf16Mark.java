package io.meanfield.datasets.source;

import java.util.Optional;

/** The byte order mark of UTF-16, where a file should be of another encoding. */
final class Utf16Mark {
  private Utf16Mark() {}

  /**
   * The name of the encoding that a file starts as.
   *
   * @param length how many of the bytes there are
   */
  static Optional<String> of(byte[] start, int length) {
    int first = length < 2 ? 0 : (start[0] & 0xff) << 8 | start[1] & 0xff;
    return switch (first) {
      case 0xfffe -> Optional.of("UTF-16LE");
      case 0xfeff -> Optional.of("UTF-16BE");
      default -> Optional.empty();
    };
  }
}
