package io.meanfield.datasets.source;

import java.io.IOException;
import java.util.Optional;

/** Lines without those that are blank or a comment. Used by one thread. */
final class CommentedLines implements LineSource {
  private final LineSource lines;
  private final char mark;

  /**
   * @param mark of ASCII, with which comments start
   */
  CommentedLines(LineSource lines, char mark) {
    this.lines = lines;
    this.mark = mark;
  }

  @Override
  public Optional<Line> next() throws IOException {
    Optional<Line> line = lines.next();
    while (line.isPresent() && !hasContent(line.get())) {
      line = lines.next();
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private boolean hasContent(Line line) {
    for (byte b : line.bytes()) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return b != mark;
      }
    }
    return line.isTooLong();
  }
}
