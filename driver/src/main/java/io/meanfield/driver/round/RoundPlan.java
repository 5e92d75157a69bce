package io.meanfield.driver.round;

import io.meanfield.datasets.plan.StepPlan;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.Share;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run consists of, as pure arithmetic: which round comes after a position, and which
 * position after a round. Rounds may have different numbers of steps. A round never crosses the end
 * of an epoch, and an epoch ends when nothing is left to make up.
 */
public record RoundPlan(StepPlan steps, int epochs) {

  public boolean isFinished(Position position) {
    return position.epoch() == epochs;
  }

  /**
   * The round that comes next.
   *
   * @param stepsPerRound H; the round has fewer at the end of an epoch
   */
  public RoundSpec next(Position position, int stepsPerRound) {
    if (isFinished(position) || stepsPerRound < 1) {
      throw new IllegalArgumentException(
          "expected a position before the end of epoch %d and at least one step, found %s and %d"
              .formatted(epochs, position, stepsPerRound));
    }
    long left = steps.stepsPerEpoch() - position.step();
    if (left > 0) {
      int numSteps = (int) Math.min(stepsPerRound, left);
      return RoundSpec.ofSteps(position.rounds(), position.epoch(), position.step(), numSteps);
    }
    long most = (long) stepsPerRound * steps.replicas();
    return RoundSpec.makingUp(
        position.rounds(),
        position.epoch(),
        position.step(),
        Share.piece(position.missed(), 0, most));
  }

  /**
   * The position after the commit of a round.
   *
   * @param missing the replicas that it was committed without, whose shares are to be made up
   */
  public Position after(Position position, RoundSpec round, List<Integer> missing) {
    if (round.round() != position.rounds()
        || round.epoch() != position.epoch()
        || round.firstStep() != position.step()) {
      throw new IllegalStateException(
          "expected the round that comes after %s, found %s".formatted(position, round));
    }
    List<Share> missed =
        new ArrayList<>(
            Share.piece(position.missed(), Share.numBatches(round.madeUp()), Long.MAX_VALUE));
    for (int replica : missing) {
      round.sharesOf(replica, steps.replicas()).forEach(share -> addExamples(share, missed));
    }
    boolean endsEpoch = round.endStep() == steps.stepsPerEpoch() && missed.isEmpty();
    return endsEpoch
        ? new Position(position.epoch() + 1, 0, position.rounds() + 1, List.of())
        : new Position(position.epoch(), round.endStep(), position.rounds() + 1, missed);
  }

  /** Adds a share without its last batch if that is empty; all others have examples. */
  private void addExamples(Share share, List<Share> missed) {
    long lastStep = share.firstStep() + share.numSteps() - 1;
    boolean isLastEmpty = steps.range(lastStep, share.replica()).size() == 0;
    missed.addAll(
        Share.piece(List.of(share), 0, isLastEmpty ? share.numSteps() - 1 : share.numSteps()));
  }

  /** How many rounds the run will have had if all that are left have H steps and miss nothing. */
  public long expectedRounds(Position position, int stepsPerRound) {
    if (isFinished(position)) {
      return position.rounds();
    }
    long ofThisEpoch = roundsOf(steps.stepsPerEpoch() - position.step(), stepsPerRound);
    long toMakeUp =
        roundsOf(Share.numBatches(position.missed()), (long) stepsPerRound * steps.replicas());
    long ofOthers =
        (epochs - position.epoch() - 1) * roundsOf(steps.stepsPerEpoch(), stepsPerRound);
    return position.rounds() + ofThisEpoch + toMakeUp + ofOthers;
  }

  private static long roundsOf(long things, long perRound) {
    return (things + perRound - 1) / perRound;
  }
}
