package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawResult.Good;
import java.io.IOException;

/** Makes a record of a text. */
@FunctionalInterface
interface LineParser {
  Good parse(String text) throws BadRecordException;

  /** Makes the parser of a file from the lines at its start that are no records. */
  @FunctionalInterface
  interface Start {
    LineParser read(LineSource lines) throws IOException;
  }
}
