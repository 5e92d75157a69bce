package io.meanfield.datasets.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The records of one split in the order of the file. Used by one thread. */
public interface RawReader extends Closeable {

  /**
   * The next record, or empty at the end of the split. A malformed record is a result like any
   * other; a file that ends too early or is no file of its format at all is a DataException.
   */
  Optional<RawResult> next() throws IOException;

  /** Where the record is that came last. */
  RawPlace place();
}
