package io.meanfield.datasets.source;

import java.io.Serializable;
import java.util.Optional;

/** What a reader makes of the next record: the record, or why it is none. */
public sealed interface RawResult {

  /** A record that could be read; prediction reads records without a label. */
  record Good(RawFeatures features, Optional<RawLabel> label) implements RawResult {}

  /**
   * A record that could not be read.
   *
   * @param position where in the file, in the words of its format: "line 17", "record 3"
   * @param reason what was expected and what was found
   */
  record Bad(String file, String position, String reason) implements RawResult, Serializable {
    @Override
    public String toString() {
      return "%s, %s: %s".formatted(file, position, reason);
    }
  }
}
