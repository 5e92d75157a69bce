package io.meanfield.datasets.division;

import io.meanfield.datasets.Part;
import java.io.Serializable;
import java.util.Map;

/**
 * How the records of one class are divided.
 *
 * @param starts for each split that has records of the class, by its ordinal, how many are in
 *     splits before it
 * @param size number of records
 * @param numValidation without effect on folds
 * @param numDividedBefore records of the classes before that are not in the test part; folds are
 *     dealt out from there on, so that they become equally large together
 */
record ClassShare(
    Map<Integer, Long> starts, long size, long numTest, long numValidation, long numDividedBefore)
    implements Serializable {

  /**
   * @param rank of a record in the class, by chance
   */
  Part partAt(long rank, Holdout validation) {
    if (rank < numTest) {
      return Part.TEST;
    }
    long divided = rank - numTest;
    boolean isHeldOut =
        validation instanceof Holdout.Fold fold
            ? (numDividedBefore + divided) % fold.folds() == fold.number() - 1
            : divided < numValidation;
    return isHeldOut ? Part.VALIDATION : Part.TRAIN;
  }

  boolean isInEveryPart(Holdout validation, double test) {
    boolean isValidated =
        validation instanceof Holdout.Fold fold
            ? size - numTest >= fold.folds()
            : !validation.isSome() || numValidation > 0;
    return isValidated && (test == 0 || numTest > 0);
  }
}
