package io.meanfield.datasets.source;

/** What of a text file is a document. */
public enum TextUnit {
  /** All of it. */
  FILE {
    @Override
    LineSource of(LineSource lines) {
      return new Paragraphs(lines, line -> false);
    }
  },
  /** Lines that follow each other without a blank one between. */
  PARAGRAPH {
    @Override
    LineSource of(LineSource lines) {
      return new Paragraphs(lines, Line::isBlank);
    }
  },
  /** A line that is not blank. */
  LINE {
    @Override
    LineSource of(LineSource lines) {
      return new NonBlankLines(lines);
    }
  };

  /** The documents of a file with these lines. */
  abstract LineSource of(LineSource lines);
}
