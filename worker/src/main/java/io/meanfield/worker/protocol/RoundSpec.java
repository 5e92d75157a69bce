package io.meanfield.worker.protocol;

import java.io.Serializable;
import java.util.List;

/**
 * One round to run: some steps of one epoch by every replica, or at the end of an epoch what
 * earlier rounds went without.
 *
 * @param round its number in the run, from 0
 * @param parameterVersion the version of the parameters it starts from
 * @param epoch from 0
 * @param firstStep within the epoch, from 0
 * @param numSteps at most H, fewer at the end of an epoch; 0 if the round makes up
 * @param madeUp what it makes up, all replicas together
 */
public record RoundSpec(
    long round, long parameterVersion, int epoch, long firstStep, int numSteps, List<Share> madeUp)
    implements Serializable {
  public RoundSpec {
    madeUp = List.copyOf(madeUp);
    if (numSteps < 0 || (numSteps == 0) == madeUp.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a round of steps or one that makes up, found %d steps and %s"
              .formatted(numSteps, madeUp));
    }
  }

  /** A round of some steps by every replica. */
  public static RoundSpec ofSteps(long round, int epoch, long firstStep, int numSteps) {
    return new RoundSpec(round, round, epoch, firstStep, numSteps, List.of());
  }

  /** A round after the last step of an epoch. */
  public static RoundSpec makingUp(long round, int epoch, long endStep, List<Share> missed) {
    return new RoundSpec(round, round, epoch, endStep, 0, missed);
  }

  public long endStep() {
    return firstStep + numSteps;
  }

  /**
   * What a replica has to do. What is made up is divided evenly, and by the round's number to other
   * replicas each time: one that is always missing cannot keep an epoch from its end.
   */
  public List<Share> sharesOf(int replica, int numReplicas) {
    if (madeUp.isEmpty()) {
      return List.of(new Share(replica, firstStep, numSteps));
    }
    long place = (replica + round) % numReplicas;
    long numBatches = Share.numBatches(madeUp);
    return Share.piece(
        madeUp, numBatches * place / numReplicas, numBatches * (place + 1) / numReplicas);
  }

  /**
   * Checks parameters after the round.
   *
   * @throws TrainingException with code DIVERGED if one is no finite number
   */
  public void requireFinite(float[] parameters) {
    for (float parameter : parameters) {
      if (!Float.isFinite(parameter)) {
        throw new TrainingException(
            ErrorCode.DIVERGED,
            "expected finite parameters, found %s after round %d: lower the learning rate or set training.clip-norm"
                .formatted(parameter, round + 1));
      }
    }
  }
}
