package io.meanfield.datasets.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.Json;
import io.meanfield.datasets.SplitFractions;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.transform.TransformConfig;
import java.util.Optional;

/**
 * The section {@code dataset} of a run's configuration.
 *
 * @param shards folder the data set is published to
 * @param id of the catalogue, for raw data that are fetched
 * @param maxBadFraction share of malformed records above which nothing is published
 * @param examplesPerShard most examples of a shard
 * @param seed decides which example belongs to which part
 */
public record DatasetConfig(
    String shards,
    Optional<String> id,
    Source source,
    TransformConfig transform,
    @JsonProperty(defaultValue = "{}") SplitFractions split,
    @JsonProperty(defaultValue = "0.0") double maxBadFraction,
    @JsonProperty(defaultValue = "4096") int examplesPerShard,
    @JsonProperty(defaultValue = "1") long seed) {

  public DatasetConfig {
    if (shards.isBlank()) {
      throw new IllegalArgumentException("expected a folder for the shards, found an empty text");
    }
    if (!(maxBadFraction >= 0 && maxBadFraction <= 1)) {
      throw new IllegalArgumentException(
          "expected a max-bad-fraction from 0 to 1, found " + maxBadFraction);
    }
    if (examplesPerShard < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 example a shard, found " + examplesPerShard);
    }
  }

  /** SHA-256 of all that decides what the data set holds: everything but where it goes. */
  String fingerprint() {
    return Json.sha256(
        new DatasetConfig(
            "-",
            Optional.empty(),
            source,
            transform,
            split,
            maxBadFraction,
            examplesPerShard,
            seed));
  }
}
