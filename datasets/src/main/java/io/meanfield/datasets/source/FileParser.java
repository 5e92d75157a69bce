package io.meanfield.datasets.source;

import java.io.Serializable;

/** Makes an example of a whole file. Used by one thread. */
@FunctionalInterface
interface FileParser {
  int MAX_BYTES = 1 << 26;

  RawFeatures parse(byte[] file) throws BadRecordException;

  /** Makes parsers, one a thread. */
  @FunctionalInterface
  interface Factory extends Serializable {
    FileParser newParser();
  }
}
