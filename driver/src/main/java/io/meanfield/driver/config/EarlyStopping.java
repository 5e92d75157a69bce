package io.meanfield.driver.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Ends a run that no longer improves.
 *
 * @param metric the validation metric to watch
 * @param patience evaluations without improvement after which the run ends
 * @param minImprovement what counts as improvement, in the metric's own unit
 */
public record EarlyStopping(
    String metric, int patience, @JsonProperty(defaultValue = "0") double minImprovement) {
  public EarlyStopping {
    if (metric.isBlank()) {
      throw new IllegalArgumentException("expected the name of a metric, found blank text");
    }
    if (patience < 1) {
      throw new IllegalArgumentException("expected a patience of at least 1, found " + patience);
    }
    if (!(minImprovement >= 0)) {
      throw new IllegalArgumentException(
          "expected a min-improvement of at least 0, found " + minImprovement);
    }
  }
}
