package io.meanfield.datasets.division;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.source.KeyColumn;
import java.util.Optional;

/**
 * All records of a group are in one part: those of a customer, a patient, a speaker. Parts have the
 * shares asked for as nearly as whole groups allow.
 *
 * @param group a column of the table, which need not be a feature
 * @param validation a fraction or a fold of the records that are not of the source's own test part
 * @param test share of all records; without effect if the source has a test part of its own
 */
public record GroupSplit(
    String group,
    @JsonProperty(defaultValue = "0.1") Holdout validation,
    @JsonProperty(defaultValue = "0.2") double test)
    implements SplitConfig {

  public GroupSplit {
    Shares.requireColumn("group", group);
    Shares.require(validation, test);
  }

  @JsonProperty
  public String by() {
    return "group";
  }

  @Override
  public boolean hasTest() {
    return test > 0;
  }

  @Override
  public GroupSplit withoutTest() {
    return new GroupSplit(group, validation, 0);
  }

  @Override
  public Optional<KeyColumn> key() {
    return Optional.of(new KeyColumn(group, KeyColumn.Kind.GROUP));
  }

  @Override
  public Census newCensus(long seed) {
    return new GroupCensus("groups in " + group, seed, validation, test);
  }
}
