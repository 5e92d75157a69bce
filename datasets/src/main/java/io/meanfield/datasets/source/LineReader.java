package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawResult.Bad;
import java.io.IOException;
import java.util.Optional;

/** Reads a file of which every line that is not empty is a record. Used by one thread. */
final class LineReader implements RawReader {
  private final String file;
  private final LineSource lines;
  private final LineParser parser;
  private long numRead;

  private LineReader(String file, LineSource lines, LineParser parser) {
    this.file = file;
    this.lines = lines;
    this.parser = parser;
  }

  /** A reader that closes the lines, also if it cannot be made. */
  static LineReader open(String file, LineSource lines, LineParser.Start start) throws IOException {
    try {
      return new LineReader(file, lines, start.read(lines));
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  @Override
  public Optional<RawResult> next() throws IOException {
    Optional<Line> line = lines.nextNonEmpty();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    numRead++;
    return Optional.of(result(line.get()));
  }

  @Override
  public RawPlace place() {
    return new RawPlace(file, numRead);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private RawResult result(Line line) {
    try {
      return parser.parse(line.text());
    } catch (BadRecordException e) {
      return new Bad(file, "line " + line.number(), e.getMessage());
    }
  }
}
