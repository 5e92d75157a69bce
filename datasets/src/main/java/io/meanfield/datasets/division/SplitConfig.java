package io.meanfield.datasets.division;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.meanfield.datasets.source.KeyColumn;
import io.meanfield.datasets.source.Source;
import java.io.Serializable;
import java.util.Optional;

/**
 * How records are divided into parts; what is left is the training part. A split by record is
 * written without saying so, as configurations were before there was a choice. Immutable.
 */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    include = JsonTypeInfo.As.EXISTING_PROPERTY,
    property = "by",
    defaultImpl = RecordSplit.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = RecordSplit.class, name = "record"),
  @JsonSubTypes.Type(value = ClassSplit.class, name = "class"),
  @JsonSubTypes.Type(value = GroupSplit.class, name = "group"),
  @JsonSubTypes.Type(value = PathSplit.class, name = "path"),
  @JsonSubTypes.Type(value = TimeSplit.class, name = "time")
})
public sealed interface SplitConfig extends Serializable
    permits RecordSplit, ClassSplit, GroupSplit, PathSplit, TimeSplit {

  Holdout validation();

  default boolean hasValidation() {
    return validation().isSome();
  }

  boolean hasTest();

  /** The same split of a source that has a test part of its own. */
  SplitConfig withoutTest();

  /** The column of a table that it goes by, if it does. */
  default Optional<KeyColumn> key() {
    return Optional.empty();
  }

  /**
   * The source, whose records also have what this split goes by.
   *
   * @throws IllegalArgumentException if those of the source have no such thing
   */
  default Source keyed(Source source) {
    return key().map(source::keyedBy).orElse(source);
  }

  /** Whether the records have to be counted before their parts are known. */
  default boolean needsCount() {
    return true;
  }

  /** What tells the parts, once it has counted the records if that is needed. */
  Census newCensus(long seed);
}
