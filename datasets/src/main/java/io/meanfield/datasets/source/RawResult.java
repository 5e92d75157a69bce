package io.meanfield.datasets.source;

import java.io.Serializable;
import java.util.Optional;

/** What a reader makes of the next record: the record, or why it is none. */
public sealed interface RawResult {

  /**
   * A record that could be read.
   *
   * @param label prediction reads records without one
   * @param key if the source was asked for one ({@link Source#keyedBy})
   */
  record Good(RawFeatures features, Optional<RawLabel> label, Optional<RawKey> key)
      implements RawResult {

    /** A record without a key. */
    public Good(RawFeatures features, Optional<RawLabel> label) {
      this(features, label, Optional.empty());
    }

    Good withKey(RawKey found) {
      return new Good(features, label, Optional.of(found));
    }
  }

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
