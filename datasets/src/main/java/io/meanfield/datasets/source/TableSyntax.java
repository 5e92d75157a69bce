package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.Optional;

/** How a table is written as text. */
enum TableSyntax implements TableFormat {
  CSV(Optional.of(RecordEnd.LINE_FEED_OUTSIDE_OF_QUOTES)) {
    @Override
    public RawReader open(Storage storage, RawSplit split, Projection projection)
        throws IOException {
      return LineReader.open(
          split,
          extent -> new QuotedLines(Lines.open(storage, split.file(), extent)),
          lines -> DelimitedParser.start(split.file(), lines, FieldSplitter.rfc4180(), projection));
    }
  },
  TSV(Optional.of(RecordEnd.LINE_FEED)) {
    @Override
    public RawReader open(Storage storage, RawSplit split, Projection projection)
        throws IOException {
      return LineReader.open(
          split,
          extent -> Lines.open(storage, split.file(), extent),
          lines -> DelimitedParser.start(split.file(), lines, FieldSplitter.tabs(), projection));
    }
  },
  JSON_LINES(Optional.of(RecordEnd.LINE_FEED)) {
    @Override
    public RawReader open(Storage storage, RawSplit split, Projection projection)
        throws IOException {
      return LineReader.open(
          split,
          extent -> Lines.open(storage, split.file(), extent),
          lines -> new JsonLineParser(projection));
    }
  },
  ARFF(Optional.empty()) {
    @Override
    public RawReader open(Storage storage, RawSplit split, Projection projection)
        throws IOException {
      return LineReader.open(
          split.file(),
          new CommentedLines(Lines.open(storage, split.file()), ArffParser.COMMENT),
          lines -> ArffParser.start(split.file(), lines, projection));
    }
  };

  private final Optional<RecordEnd> recordEnd;

  TableSyntax(Optional<RecordEnd> recordEnd) {
    this.recordEnd = recordEnd;
  }

  @Override
  public Optional<RecordEnd> recordEnd() {
    return recordEnd;
  }
}
