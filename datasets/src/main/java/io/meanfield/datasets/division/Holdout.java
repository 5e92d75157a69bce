package io.meanfield.datasets.division;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.meanfield.datasets.source.RawKey;
import java.io.Serializable;

/** Which records are held out of training, as a configuration has it. */
@JsonClassDescription(
    "a fraction such as 0.1, a fold such as \"fold 1 of 5\" (up to \"fold 5 of 5\", of 2 or more), or a time such as \"from 2024-05-31\"")
public sealed interface Holdout extends Serializable {

  /** A share of all records that are not of the source's own test part. */
  record Fraction(double value) implements Holdout {
    @Override
    public Object json() {
      return value;
    }

    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  /**
   * One of several folds of about the same size, into which all records but the test part are
   * divided.
   *
   * @param number from 1
   */
  record Fold(int number, int folds) implements Holdout {
    public Fold {
      if (folds < 2 || number < 1 || number > folds) {
        throw new IllegalArgumentException(
            "expected at least 2 folds and one of them from 1 on, found fold %d of %d"
                .formatted(number, folds));
      }
    }

    @Override
    public String toString() {
      return "fold %d of %d".formatted(number, folds);
    }
  }

  /** All records from a time on. */
  record From(RawKey.Time time) implements Holdout {
    @Override
    public String toString() {
      return "from " + time;
    }
  }

  /**
   * @throws IllegalArgumentException if the text is none
   */
  @JsonCreator
  static Holdout parse(String text) {
    return HoldoutText.parse(text);
  }

  @JsonCreator
  static Holdout ofFraction(double fraction) {
    return new Fraction(fraction);
  }

  /** A number or a text. */
  @JsonValue
  default Object json() {
    return toString();
  }

  /** Whether a part is asked for at all. */
  default boolean isSome() {
    return !(this instanceof Fraction fraction && fraction.value() == 0);
  }
}
