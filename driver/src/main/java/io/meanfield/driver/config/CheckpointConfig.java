package io.meanfield.driver.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * When a run is saved so that it can be resumed.
 *
 * @param everyRounds rounds from one checkpoint to the next
 * @param keep checkpoints kept, the latest ones
 */
public record CheckpointConfig(
    @JsonProperty(defaultValue = "10") int everyRounds,
    @JsonProperty(defaultValue = "3") int keep) {
  public CheckpointConfig {
    if (everyRounds < 1) {
      throw new IllegalArgumentException(
          "expected every-rounds of at least 1, found " + everyRounds);
    }
    if (keep < 1) {
      throw new IllegalArgumentException("expected to keep at least 1 checkpoint, found " + keep);
    }
  }
}
