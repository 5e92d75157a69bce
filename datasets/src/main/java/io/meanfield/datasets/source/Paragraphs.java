package io.meanfield.datasets.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lines that belong together as one, from the first that is not blank. Holds at most {@link
 * Line#MAX_BYTES} of them, however many they are. Used by one thread.
 */
final class Paragraphs implements LineSource {
  private final LineSource lines;
  private final Predicate<Line> isBetween;

  /**
   * @param isBetween whether a line ends a paragraph
   */
  Paragraphs(LineSource lines, Predicate<Line> isBetween) {
    this.lines = lines;
    this.isBetween = isBetween;
  }

  @Override
  public Optional<Line> next() throws IOException {
    Optional<Line> line = new NonBlankLines(lines).next();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    long number = line.get().number();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long length = -1;
    for (; line.isPresent() && !isBetween.test(line.get()); line = lines.next()) {
      if (length >= 0 && bytes.size() < Line.MAX_BYTES) {
        bytes.write('\n');
      }
      int room = Line.MAX_BYTES - bytes.size();
      bytes.write(line.get().bytes(), 0, Math.min(room, line.get().bytes().length));
      length += 1 + line.get().length();
    }
    return Optional.of(new Line(number, 1, bytes.toByteArray(), length));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
