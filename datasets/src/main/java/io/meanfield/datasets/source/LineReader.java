package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawResult.Bad;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads a file of which every line that is not empty is a record, unless its parser makes none of
 * it. Where a record of several lines is bad, each of them is counted as bad: often they are
 * records that a stray quote has taken in. Used by one thread.
 */
final class LineReader implements RawReader {
  private final String file;
  private final LineSource lines;
  private final LineParser parser;
  private final long bytesBefore;
  private long numRead;
  private Line bad; // whose further lines are to be told of
  private int numToTell;

  private LineReader(String file, LineSource lines, LineParser parser, long bytesBefore) {
    this.file = file;
    this.lines = lines;
    this.parser = parser;
    this.bytesBefore = bytesBefore;
  }

  /** Opens the records in a part of a file. */
  @FunctionalInterface
  interface Opening {
    LineSource open(SplitExtent extent) throws IOException;
  }

  /** A reader of a split of one file; what is no record is at the start of the file. */
  static LineReader open(RawSplit split, Opening opening, LineParser.Start start)
      throws IOException {
    if (!(split.extent() instanceof ByteRange range && range.from() > 0)) {
      return open(split.file(), opening.open(split.extent()), start);
    }
    LineParser parser;
    try (LineSource wholeFile = opening.open(SplitExtent.WHOLE)) {
      parser = start.read(wholeFile);
    }
    return new LineReader(split.file(), opening.open(range), parser, range.from());
  }

  /** A reader that closes the lines, also if it cannot be made. */
  static LineReader open(String file, LineSource lines, LineParser.Start start) throws IOException {
    try {
      return new LineReader(file, lines, start.read(lines), 0);
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  @Override
  public Optional<RawResult> next() throws IOException {
    if (numToTell > 0) {
      numRead++;
      return Optional.of(nextOfBad());
    }
    Optional<Line> line = lines.nextNonEmpty();
    Optional<RawResult> result = line.flatMap(this::result);
    while (line.isPresent() && result.isEmpty()) {
      line = lines.nextNonEmpty();
      result = line.flatMap(this::result);
    }
    if (result.isPresent()) {
      numRead++;
    }
    return result;
  }

  @Override
  public RawPlace place() {
    return new RawPlace(file, numRead, bytesBefore);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private Optional<RawResult> result(Line line) {
    try {
      return parser.parse(line.text(parser.charset())).map(good -> good);
    } catch (BadRecordException e) {
      bad = line;
      numToTell = line.numLines() - 1;
      return Optional.of(new Bad(file, position(line.number()), e.getMessage()));
    }
  }

  private String position(long line) {
    return RawPlace.position("line", line, bytesBefore);
  }

  private Bad nextOfBad() {
    long number = bad.number() + bad.numLines() - numToTell--;
    return new Bad(
        file,
        position(number),
        "expected a record, found a part of the bad one that opens a quote in %s"
            .formatted(position(bad.number())));
  }
}
