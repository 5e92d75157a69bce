package io.meanfield.datasets.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lines that belong together as one, from the first that is not blank. Of more than so many bytes
 * only the first are held. Used by one thread.
 */
final class Paragraphs implements LineSource {
  private final LineSource lines;
  private final Predicate<Line> isBetween;
  private final int maxBytes;

  /**
   * @param isBetween whether a line ends a paragraph
   */
  Paragraphs(LineSource lines, Predicate<Line> isBetween, int maxBytes) {
    this.lines = lines;
    this.isBetween = isBetween;
    this.maxBytes = maxBytes;
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
      if (length >= 0 && bytes.size() < maxBytes) {
        bytes.write('\n');
      }
      int room = maxBytes - bytes.size();
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
