package io.meanfield.datasets.division;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.source.RawSplit;
import java.io.Serializable;

/**
 * Which part each record belongs to: a pure function of the seed, the records and their places in
 * the source. Immutable.
 */
public interface PartAssignment extends Serializable {

  /** For the records of one split, which starts at its first record. */
  default PartChooser chooser(RawSplit split) {
    return split.isTest() ? (number, record) -> Part.TEST : ofDivided(split);
  }

  /** For those of a split that is not the source's own test part. */
  PartChooser ofDivided(RawSplit split);
}
