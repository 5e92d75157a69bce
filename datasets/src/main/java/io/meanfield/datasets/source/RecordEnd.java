package io.meanfield.datasets.source;

/** What ends a record in a file of lines. */
public enum RecordEnd {
  LINE_FEED {
    @Override
    QuoteState after(QuoteState state, int c) {
      return state;
    }
  },
  /** As in CSV, see {@link QuoteState}. */
  LINE_FEED_OUTSIDE_OF_QUOTES {
    @Override
    QuoteState after(QuoteState state, int c) {
      return state.after(c);
    }
  };

  /** The state after one more byte that is no line feed. */
  abstract QuoteState after(QuoteState state, int c);
}
