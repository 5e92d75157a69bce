package io.meanfield.datasets.division;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.plan.CounterHash;
import io.meanfield.datasets.source.RawSplit;

/** By a hash of the seed and the record's place in the source. */
record RecordAssignment(long seed, Holdout validation, double test) implements PartAssignment {

  @Override
  public PartChooser ofDivided(RawSplit split) {
    return (number, record) -> partOf(CounterHash.uniform(seed, split.ordinal(), number));
  }

  private Part partOf(double uniform) {
    if (uniform < test) {
      return Part.TEST;
    }
    boolean isHeldOut =
        validation instanceof Holdout.Fold fold
            ? (int) ((uniform - test) / (1 - test) * fold.folds()) == fold.number() - 1
            : uniform < test + Shares.fraction(validation);
    return isHeldOut ? Part.VALIDATION : Part.TRAIN;
  }
}
