package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.SplitFractions;
import io.meanfield.datasets.plan.CounterHash;
import io.meanfield.datasets.source.RawSplit;
import java.io.Serializable;
import java.util.List;

/**
 * Which part a record belongs to: a pure function of the seed and the record's place in the source.
 *
 * @param test share of the records of splits that are not test splits
 */
record PartAssignment(long seed, double validation, double test) implements Serializable {

  static PartAssignment of(long seed, SplitFractions fractions, List<RawSplit> splits) {
    boolean sourceHasTestPart = splits.stream().anyMatch(RawSplit::isTest);
    return new PartAssignment(
        seed, fractions.validation(), sourceHasTestPart ? 0 : fractions.test());
  }

  Part partOf(RawSplit split, long record) {
    if (split.isTest()) {
      return Part.TEST;
    }
    double uniform = CounterHash.uniform(seed, split.ordinal(), record);
    if (uniform < test) {
      return Part.TEST;
    }
    return uniform < test + validation ? Part.VALIDATION : Part.TRAIN;
  }
}
