package io.meanfield.driver.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Objects;

/**
 * When to stop a run because validation no longer improves.
 *
 * @param metric what is watched
 * @param patience number of evaluations in a row without improvement after which the run stops
 * @param minImprovement what a value must gain on the best so far to count as improvement, in the
 *     metric's unit
 */
@JsonNaming(KebabCaseStrategy.class)
public record EarlyStopping(
    @JsonProperty(defaultValue = "loss") MetricName metric,
    @JsonProperty(defaultValue = "5") int patience,
    @JsonProperty(defaultValue = "0.0") double minImprovement) {

  /**
   * The best evaluation so far; part of the run's state, to be kept in checkpoints.
   *
   * @param value NaN before the first evaluation
   * @param round number of rounds that were committed at the best evaluation
   * @param evaluationsSince number of evaluations after it
   */
  @JsonNaming(KebabCaseStrategy.class)
  public record Best(double value, long round, int evaluationsSince) {

    /** Before the first evaluation. */
    public static Best none() {
      return new Best(Double.NaN, 0, 0);
    }
  }

  public EarlyStopping {
    Objects.requireNonNull(metric, "metric");
    if (patience < 1) {
      throw new IllegalArgumentException("expected a patience of at least 1, found " + patience);
    }
    if (!(minImprovement >= 0) || Double.isInfinite(minImprovement)) {
      throw new IllegalArgumentException(
          "expected a min-improvement of at least 0, found " + minImprovement);
    }
  }

  /** The best so far after one more evaluation. */
  public Best update(Best best, long round, double value) {
    return metric.isBetter(value, best.value(), minImprovement)
        ? new Best(value, round, 0)
        : new Best(best.value(), best.round(), best.evaluationsSince() + 1);
  }

  /** Whether the run should end now. */
  public boolean shouldStop(Best best) {
    return best.evaluationsSince() >= patience;
  }
}
