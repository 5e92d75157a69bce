package io.meanfield.datasets.ingest;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Part;
import java.io.Serializable;

/** How many usable records each part has, and the records that are none. */
record Tally(long train, long validation, long test, BadRecords bad) implements Serializable {
  static final Tally EMPTY = new Tally(0, 0, 0, BadRecords.NONE);

  /** This one and one that comes after it. */
  Tally and(Tally later) {
    return new Tally(
        train + later.train, validation + later.validation, test + later.test, bad.and(later.bad));
  }

  long count(Part part) {
    return switch (part) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  long numRecords() {
    return train + validation + test + bad.count();
  }
}
