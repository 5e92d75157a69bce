package io.meanfield.datasets.division;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.source.RawResult;

/** Tells the parts of the records of one split, each asked for once, in their order. */
@FunctionalInterface
public interface PartChooser {

  /**
   * @param number of the record in its split, from 0; malformed ones count
   */
  Part partOf(long number, RawResult.Good record);
}
