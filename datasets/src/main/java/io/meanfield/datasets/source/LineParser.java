package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawResult.Good;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes a record of a text. */
@FunctionalInterface
interface LineParser {

  /** The record; empty if the text is none. */
  Optional<Good> parse(String text) throws BadRecordException;

  /** Of the texts. */
  default Charset charset() {
    return StandardCharsets.UTF_8;
  }

  /** Makes the parser of a file from the lines at its start that are no records. */
  @FunctionalInterface
  interface Start {
    LineParser read(LineSource lines) throws IOException;
  }
}
