package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawResult.Bad;
import io.meanfield.datasets.source.RawResult.Good;
import io.meanfield.datasets.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads files that are an example each, one after the other. Used by one thread. */
final class WholeFileReader implements RawReader {
  private final Storage storage;
  private final List<String> files;
  private final FileLabels labels;
  private final FileParser parser;
  private int numRead;

  WholeFileReader(Storage storage, List<String> files, FileLabels labels, FileParser parser) {
    this.storage = storage;
    this.files = files;
    this.labels = labels;
    this.parser = parser;
  }

  @Override
  public Optional<RawResult> next() throws IOException {
    return numRead == files.size() ? Optional.empty() : Optional.of(result(files.get(numRead++)));
  }

  @Override
  public RawPlace place() {
    return new RawPlace(files.get(numRead - 1), 1);
  }

  @Override
  public void close() {}

  private RawResult result(String file) throws IOException {
    try {
      Optional<RawLabel> label = labels.of(file);
      return new Good(parser.parse(content(file)), label);
    } catch (BadRecordException e) {
      return new Bad(file, "whole file", e.getMessage());
    }
  }

  /** At most a byte more than a file may have, which the parser then refuses. */
  private byte[] content(String file) throws IOException, BadRecordException {
    try {
      return storage.read(file, FileParser.MAX_BYTES + 1);
    } catch (FileNotFoundException e) {
      throw new BadRecordException("expected the file that was listed, found that it is gone");
    }
  }
}
