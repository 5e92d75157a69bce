package io.meanfield.datasets.ingest;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * The section {@code dataset} of a run's configuration: raw data that are ingested, or data sets
 * that are there already and mixed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = IngestConfig.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = IngestConfig.class, name = "source"),
  @JsonSubTypes.Type(value = MixtureConfig.class, name = "mix")
})
public sealed interface DatasetConfig permits IngestConfig, MixtureConfig {

  /** The folder the data set is published to. */
  String shards();

  /** SHA-256 of all that decides what the data set holds: everything but where it goes. */
  String fingerprint();
}
