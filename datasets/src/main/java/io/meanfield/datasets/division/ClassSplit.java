package io.meanfield.datasets.division;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.source.Source;

/**
 * Every class has the same shares in all parts (a stratified split), exact to one record. A class
 * of a single record is one to train on, unless it is in the fold that is held out.
 *
 * @param validation a fraction or a fold of the records that are not of the source's own test part
 * @param test share of all records; without effect if the source has a test part of its own
 */
public record ClassSplit(
    @JsonProperty(defaultValue = "0.1") Holdout validation,
    @JsonProperty(defaultValue = "0.2") double test)
    implements SplitConfig {

  public ClassSplit {
    Shares.require(validation, test);
  }

  @JsonProperty
  public String by() {
    return "class";
  }

  @Override
  public boolean hasTest() {
    return test > 0;
  }

  @Override
  public ClassSplit withoutTest() {
    return new ClassSplit(validation, 0);
  }

  @Override
  public Source keyed(Source source) {
    if (!source.hasClasses()) {
      throw new IllegalArgumentException(
          "expected classes for split.by class, found a source of targets or translations: split by record, group or time");
    }
    return source;
  }

  @Override
  public Census newCensus(long seed) {
    return new ClassCensus(seed, validation, test);
  }
}
