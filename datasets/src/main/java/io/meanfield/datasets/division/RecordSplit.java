package io.meanfield.datasets.division;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Each record by itself goes to a part by chance, so parts have about the shares asked for.
 *
 * @param validation a fraction or a fold of the records that are not of the source's own test part
 * @param test share of all records; without effect if the source has a test part of its own
 */
public record RecordSplit(
    @JsonProperty(defaultValue = "0.1") Holdout validation,
    @JsonProperty(defaultValue = "0.2") double test)
    implements SplitConfig {

  public RecordSplit {
    Shares.require(validation, test);
  }

  public static RecordSplit ofFractions(double validation, double test) {
    return new RecordSplit(new Holdout.Fraction(validation), test);
  }

  @Override
  public boolean hasTest() {
    return test > 0;
  }

  @Override
  public RecordSplit withoutTest() {
    return new RecordSplit(validation, 0);
  }

  @Override
  public boolean needsCount() {
    return false;
  }

  @Override
  public Census newCensus(long seed) {
    return new KnownAssignment(new RecordAssignment(seed, validation, test));
  }
}
