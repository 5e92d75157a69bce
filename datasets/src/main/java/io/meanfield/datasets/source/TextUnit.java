package io.meanfield.datasets.source;

/** What of a text file is a document. */
public enum TextUnit {
  /** All of it. */
  FILE {
    @Override
    int maxBytes() {
      return FileParser.MAX_BYTES;
    }

    @Override
    LineSource of(LineSource lines) {
      return new Paragraphs(lines, line -> false, maxBytes());
    }
  },
  /** Lines that follow each other without a blank one between. */
  PARAGRAPH {
    @Override
    LineSource of(LineSource lines) {
      return new Paragraphs(lines, Line::isBlank, maxBytes());
    }
  },
  /** A line that is not blank. */
  LINE {
    @Override
    LineSource of(LineSource lines) {
      return new NonBlankLines(lines);
    }
  };

  /** Of a document. */
  int maxBytes() {
    return Line.MAX_BYTES;
  }

  /** The documents of a file with these lines. */
  abstract LineSource of(LineSource lines);
}
