package io.meanfield.datasets.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Lines, where a line feed in a quoted field does not end the record (RFC 4180). A record that
 * grows too long is given up and reading goes on with the line after it. Used by one thread.
 */
final class QuotedLines implements LineSource {
  private final LineSource lines;

  QuotedLines(LineSource lines) {
    this.lines = lines;
  }

  @Override
  public Optional<Line> next() throws IOException {
    Optional<Line> first = lines.next();
    if (first.isEmpty() || first.get().isTooLong()) {
      return first;
    }
    QuoteState state = after(QuoteState.FIELD_START, first.get());
    return state == QuoteState.QUOTED ? Optional.of(joined(first.get())) : first;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private Line joined(Line first) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first.bytes());
    long length = first.length();
    int numLines = 1;
    QuoteState state = QuoteState.QUOTED;
    while (state == QuoteState.QUOTED && length <= Line.MAX_BYTES) {
      Optional<Line> next = lines.next();
      if (next.isEmpty()) {
        break;
      }
      length += 1 + next.get().length();
      numLines++;
      state = after(state, next.get());
      if (length <= Line.MAX_BYTES) {
        bytes.write('\n');
        bytes.writeBytes(next.get().bytes());
      }
    }
    return new Line(first.number(), numLines, bytes.toByteArray(), length);
  }

  private static QuoteState after(QuoteState start, Line line) {
    QuoteState state = start;
    for (byte b : line.bytes()) {
      state = state.after(b);
    }
    return state;
  }
}
