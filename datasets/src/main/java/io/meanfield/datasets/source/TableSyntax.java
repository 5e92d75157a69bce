package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;

/** How a table is written as text. */
enum TableSyntax {
  CSV {
    @Override
    RawReader open(Storage storage, String file, Projection projection) throws IOException {
      return LineReader.open(
          file,
          new QuotedLines(Lines.open(storage, file)),
          lines -> DelimitedParser.start(file, lines, FieldSplitter.rfc4180(), projection));
    }
  },
  TSV {
    @Override
    RawReader open(Storage storage, String file, Projection projection) throws IOException {
      return LineReader.open(
          file,
          Lines.open(storage, file),
          lines -> DelimitedParser.start(file, lines, FieldSplitter.tabs(), projection));
    }
  },
  JSON_LINES {
    @Override
    RawReader open(Storage storage, String file, Projection projection) throws IOException {
      return LineReader.open(
          file, Lines.open(storage, file), lines -> new JsonLineParser(projection));
    }
  },
  ARFF {
    @Override
    RawReader open(Storage storage, String file, Projection projection) throws IOException {
      return LineReader.open(
          file,
          new CommentedLines(Lines.open(storage, file), ArffParser.COMMENT),
          lines -> ArffParser.start(file, lines, projection));
    }
  };

  abstract RawReader open(Storage storage, String file, Projection projection) throws IOException;
}
