package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawResult.Bad;
import io.meanfield.datasets.source.RawResult.Good;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * Reads texts and their translations line by line in step; of each file no more than a line is
 * held. Used by one thread.
 */
final class ParallelReader implements RawReader {
  private final ParallelFiles files;
  private final Lines sources;
  private final Lines targets;
  private final Charset charset;
  private long numLines;
  private long numRead;

  private ParallelReader(ParallelFiles files, Lines sources, Lines targets, Charset charset) {
    this.files = files;
    this.sources = sources;
    this.targets = targets;
    this.charset = charset;
  }

  static ParallelReader open(Storage storage, ParallelFiles files, Charset charset)
      throws IOException {
    Lines sources = Lines.open(storage, files.source());
    try {
      return new ParallelReader(files, sources, Lines.open(storage, files.target()), charset);
    } catch (IOException | RuntimeException e) {
      sources.close();
      throw e;
    }
  }

  /** Reads texts alone, to be translated. */
  static RawReader untranslated(Storage storage, String file, Charset charset) throws IOException {
    return LineReader.open(
        file, new NonBlankLines(Lines.open(storage, file)), lines -> new SourceLineParser(charset));
  }

  private record SourceLineParser(Charset charset) implements LineParser {
    @Override
    public Optional<Good> parse(String text) throws BadRecordException {
      TextDecoder.requireText(text);
      return Optional.of(new Good(RawFeatures.TextPair.untranslated(text), Optional.empty()));
    }
  }

  /**
   * @throws DataException if one file has more lines than the other
   */
  @Override
  public Optional<RawResult> next() throws IOException {
    Optional<Line> source = sources.next();
    Optional<Line> target = targets.next();
    while (source.isPresent() && target.isPresent()) {
      numLines++;
      if (!(source.get().isBlank() && target.get().isBlank())) {
        numRead++;
        return Optional.of(result(source.get(), target.get()));
      }
      source = sources.next();
      target = targets.next();
    }
    if (source.isPresent() || target.isPresent()) {
      throw new DataException(
          "expected as many lines in both files, found %d in %s and %d in %s: line n of the one must be the translation of line n of the other"
              .formatted(
                  count(source, sources), files.source(), count(target, targets), files.target()));
    }
    return Optional.empty();
  }

  /** Where the text is whose translation comes beside it; records are counted as in both files. */
  @Override
  public RawPlace place() {
    return new RawPlace(files.source(), numRead);
  }

  @Override
  public void close() throws IOException {
    try (sources) {
      targets.close();
    }
  }

  private RawResult result(Line source, Line target) {
    String file = files.source();
    try {
      String text = text(source, files.target());
      file = files.target();
      String translation = text(target, files.source());
      return new Good(RawFeatures.TextPair.of(text, translation), Optional.of(new RawLabel.None()));
    } catch (BadRecordException e) {
      return new Bad(file, "line " + source.number(), e.getMessage());
    }
  }

  private String text(Line line, String other) throws BadRecordException {
    if (line.isBlank()) {
      throw new BadRecordException(
          "expected a text, as there is one in this line of %s, found a blank line"
              .formatted(other));
    }
    String text = line.text(charset);
    TextDecoder.requireText(text);
    return text;
  }

  /** All lines of a file, of which the rest is read. */
  private long count(Optional<Line> next, Lines lines) throws IOException {
    long count = numLines;
    for (Optional<Line> line = next; line.isPresent(); line = lines.next()) {
      count++;
    }
    return count;
  }
}
