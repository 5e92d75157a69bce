package io.meanfield.datasets.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Lines, where a line feed inside quotes does not end the record: by RFC 4180 a record ends with
 * the first line up to which its quotes are even in number. A record that grows too long is given
 * up and reading goes on with the line after it. Used by one thread.
 */
final class QuotedLines implements LineSource {
  static final char QUOTE = '"';

  private final LineSource lines;

  QuotedLines(LineSource lines) {
    this.lines = lines;
  }

  @Override
  public Optional<Line> next() throws IOException {
    Optional<Line> first = lines.next();
    if (first.isEmpty() || first.get().isTooLong() || !isOpen(first.get())) {
      return first;
    }
    return Optional.of(joined(first.get()));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private Line joined(Line first) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first.bytes());
    long length = first.length();
    boolean isOpen = true;
    while (isOpen && length <= Line.MAX_BYTES) {
      Optional<Line> next = lines.next();
      if (next.isEmpty()) {
        break;
      }
      length += 1 + next.get().length();
      isOpen = !isOpen(next.get());
      if (length <= Line.MAX_BYTES) {
        bytes.write('\n');
        bytes.writeBytes(next.get().bytes());
      }
    }
    return new Line(first.number(), bytes.toByteArray(), length);
  }

  /** Whether the quotes of the line are odd in number. */
  private static boolean isOpen(Line line) {
    boolean isOpen = false;
    for (byte b : line.bytes()) {
      isOpen ^= b == QUOTE;
    }
    return isOpen;
  }
}
