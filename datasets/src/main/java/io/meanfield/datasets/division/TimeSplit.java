package io.meanfield.datasets.division;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.source.KeyColumn;
import java.util.Optional;

/**
 * The latest records are the test part, those before them the validation part. Records of one time
 * are in one part.
 *
 * @param time a column of the table with dates or numbers, which need not be a feature
 * @param validation a share of the records that are not of the source's own test part, or the time
 *     from which on they are held out, up to the test part
 * @param test share of all records, or the time from which on they are the test part; without
 *     effect if the source has a test part of its own
 */
public record TimeSplit(
    String time,
    @JsonProperty(defaultValue = "0.1") Holdout validation,
    @JsonProperty(defaultValue = "0.2") Holdout test)
    implements SplitConfig {

  public TimeSplit {
    Shares.requireColumn("time", time);
    requireNoFold("validation", validation);
    requireNoFold("test", test);
    Shares.requireFractions(validation, test);
    if (validation instanceof Holdout.From first
        && test instanceof Holdout.From second
        && !(first.time().unit() == second.time().unit()
            && first.time().value() < second.time().value())) {
      throw new IllegalArgumentException(
          "expected a validation part that begins before the test part, found \"%s\" and \"%s\""
              .formatted(validation, test));
    }
  }

  @JsonProperty
  public String by() {
    return "time";
  }

  @Override
  public boolean hasTest() {
    return test.isSome();
  }

  @Override
  public TimeSplit withoutTest() {
    return new TimeSplit(time, validation, new Holdout.Fraction(0));
  }

  @Override
  public Optional<KeyColumn> key() {
    return Optional.of(new KeyColumn(time, KeyColumn.Kind.TIME));
  }

  @Override
  public Census newCensus(long seed) {
    return new TimeCensus(this);
  }

  private static void requireNoFold(String key, Holdout found) {
    if (found instanceof Holdout.Fold) {
      throw new IllegalArgumentException(
          "expected a fraction or a time as %s, found \"%s\": with a fold, a model would train on what came after it"
              .formatted(key, found));
    }
  }
}
