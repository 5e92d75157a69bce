package io.meanfield.datasets.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The records of a text file, one after the other. Used by one thread. */
interface LineSource extends Closeable {

  Optional<Line> next() throws IOException;

  /** The next one that is not empty. */
  default Optional<Line> nextNonEmpty() throws IOException {
    Optional<Line> line = next();
    while (line.isPresent() && line.get().isEmpty()) {
      line = next();
    }
    return line;
  }
}
