package io.meanfield.driver.evaluate;

import io.meanfield.worker.protocol.TargetTally;

/**
 * How near a model comes to one target.
 *
 * @param rmse root of the mean squared error, in the target's unit
 * @param mae mean absolute error, in the target's unit
 * @param r2 share of the target's variance that the model explains, 1 - Σ(y - ŷ)² / Σ(y - ȳ)²; 0
 *     for a target that does not vary
 */
public record TargetScore(String name, double rmse, double mae, double r2) {

  static TargetScore of(TargetTally tally, int target, String name) {
    double squaredErrors = tally.squaredErrorSum(target);
    double squaredDeviations = tally.squaredDeviationSum(target);
    return new TargetScore(
        name,
        Math.sqrt(squaredErrors / tally.examples()),
        tally.absoluteErrorSum(target) / tally.examples(),
        squaredDeviations == 0 ? 0 : 1 - squaredErrors / squaredDeviations);
  }
}
