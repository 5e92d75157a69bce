package io.meanfield.driver.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * How long a run waits for the cluster.
 *
 * @param slotTimeout until the first task slot is free
 * @param jobTimeout for one Spark job, such as a round, from its start
 */
public record ClusterConfig(
    @JsonProperty(defaultValue = "60 s") Duration slotTimeout,
    @JsonProperty(defaultValue = "30 min") Duration jobTimeout) {
  public ClusterConfig {
    if (slotTimeout.isZero() || slotTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "expected a slot-timeout above zero, found " + DurationText.format(slotTimeout));
    }
    if (jobTimeout.isZero() || jobTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "expected a job-timeout above zero, found " + DurationText.format(jobTimeout));
    }
    if (jobTimeout.compareTo(slotTimeout) < 0) {
      throw new IllegalArgumentException(
          "expected a job-timeout of at least the slot-timeout, which is a part of it, found %s and %s"
              .formatted(DurationText.format(jobTimeout), DurationText.format(slotTimeout)));
    }
  }
}
