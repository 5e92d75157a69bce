package io.meanfield.driver.round;

import io.meanfield.datasets.plan.StepPlan;
import io.meanfield.worker.protocol.RoundSpec;

/**
 * The rounds of a run as pure arithmetic: a round's number says where it stands, so the number of
 * committed rounds is the whole position of a run. A round never crosses the end of an epoch.
 *
 * @param stepsPerRound H, or fewer at the end of an epoch
 */
public record RoundPlan(StepPlan steps, int epochs, int stepsPerRound) {

  public long roundsPerEpoch() {
    return (steps.stepsPerEpoch() + stepsPerRound - 1) / stepsPerRound;
  }

  public long numRounds() {
    return roundsPerEpoch() * epochs;
  }

  /** The round with this number, from 0. */
  public RoundSpec round(long number) {
    long firstStep = number % roundsPerEpoch() * stepsPerRound;
    int numSteps = (int) Math.min(stepsPerRound, steps.stepsPerEpoch() - firstStep);
    int epoch = Math.toIntExact(number / roundsPerEpoch());
    return new RoundSpec(number, number, epoch, firstStep, numSteps);
  }
}
