package io.meanfield.datasets.source;

/** What stands between the fields of a rating. */
public enum RatingSeparator {
  /** With the quotes of RFC 4180. */
  COMMA {
    @Override
    FieldSplitter splitter() {
      return FieldSplitter.rfc4180();
    }

    @Override
    LineSource records(LineSource lines) {
      return new QuotedLines(lines);
    }

    @Override
    RecordEnd recordEnd() {
      return RecordEnd.LINE_FEED_OUTSIDE_OF_QUOTES;
    }
  },
  TAB {
    @Override
    FieldSplitter splitter() {
      return FieldSplitter.tabs();
    }
  },
  /** Two colons, as in MovieLens' {@code ratings.dat}. */
  DOUBLE_COLON {
    @Override
    FieldSplitter splitter() {
      return FieldSplitter.at("::");
    }
  };

  abstract FieldSplitter splitter();

  /** The records that lines are. */
  LineSource records(LineSource lines) {
    return lines;
  }

  RecordEnd recordEnd() {
    return RecordEnd.LINE_FEED;
  }
}
