package io.meanfield.datasets.describe;

import java.io.Serializable;
import java.util.stream.Stream;

/**
 * Examples of the same encoded features.
 *
 * @param duplicates examples whose features an earlier example of the same part has
 * @param conflicts examples of which another one has the same features and another label
 * @param trainInValidation examples of the validation part whose features the training part has
 * @param trainInTest examples of the test part whose features the training part has
 * @param validationInTest examples of the test part whose features the validation part has
 */
public record Repeats(
    Finding duplicates,
    Finding conflicts,
    Finding trainInValidation,
    Finding trainInTest,
    Finding validationInTest)
    implements Serializable {
  public static final Repeats NONE =
      new Repeats(Finding.NONE, Finding.NONE, Finding.NONE, Finding.NONE, Finding.NONE);

  /** These and those of other features. */
  public Repeats and(Repeats other) {
    return new Repeats(
        duplicates.and(other.duplicates),
        conflicts.and(other.conflicts),
        trainInValidation.and(other.trainInValidation),
        trainInTest.and(other.trainInTest),
        validationInTest.and(other.validationInTest));
  }

  public Stream<Finding> all() {
    return Stream.of(duplicates, conflicts, trainInValidation, trainInTest, validationInTest);
  }
}
