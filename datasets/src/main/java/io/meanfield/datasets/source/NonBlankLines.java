package io.meanfield.datasets.source;

import java.io.IOException;
import java.util.Optional;

/** Lines without those that are blank. Used by one thread. */
final class NonBlankLines implements LineSource {
  private final LineSource lines;

  NonBlankLines(LineSource lines) {
    this.lines = lines;
  }

  @Override
  public Optional<Line> next() throws IOException {
    Optional<Line> line = lines.next();
    while (line.isPresent() && line.get().isBlank()) {
      line = lines.next();
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
