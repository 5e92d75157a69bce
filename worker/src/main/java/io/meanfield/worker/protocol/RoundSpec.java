package io.meanfield.worker.protocol;

import java.io.Serializable;

/**
 * One round to run: some steps of one epoch, by every replica.
 *
 * @param round its number in the run, from 0
 * @param parameterVersion the version of the parameters it starts from
 * @param epoch from 0
 * @param firstStep within the epoch, from 0
 * @param numSteps at most H; fewer at the end of an epoch
 */
public record RoundSpec(long round, long parameterVersion, int epoch, long firstStep, int numSteps)
    implements Serializable {

  public long endStep() {
    return firstStep + numSteps;
  }

  /** The parameters that the round starts from, if these are they. */
  public float[] valuesOf(ParameterVersion parameters) {
    if (parameters.version() != parameterVersion) {
      throw new TrainingException(
          ErrorCode.INTERNAL,
          "expected parameters of version %d for round %d, found version %d"
              .formatted(parameterVersion, round, parameters.version()));
    }
    return parameters.values();
  }
}
