package io.meanfield.driver.round;

import io.meanfield.datasets.plan.StepPlan;
import io.meanfield.worker.protocol.RoundSpec;

/**
 * The rounds of a run as pure arithmetic: a round's number says where it stands, so the number of
 * committed rounds is the whole position of a run. A round never crosses the end of an epoch.
 *
 * @param localSteps H
 */
public record RoundPlan(StepPlan steps, int epochs, int localSteps) {

  public long roundsPerEpoch() {
    return (steps.stepsPerEpoch() + localSteps - 1) / localSteps;
  }

  public long numRounds() {
    return roundsPerEpoch() * epochs;
  }

  /** The round with this number, from 0. */
  public RoundSpec round(long number) {
    long firstStep = number % roundsPerEpoch() * localSteps;
    int numSteps = (int) Math.min(localSteps, steps.stepsPerEpoch() - firstStep);
    int epoch = Math.toIntExact(number / roundsPerEpoch());
    return new RoundSpec(number, number, epoch, firstStep, numSteps);
  }
}
