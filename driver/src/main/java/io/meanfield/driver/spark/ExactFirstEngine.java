package io.meanfield.driver.spark;

import io.meanfield.driver.round.Position;
import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.worker.protocol.RoundSpec;

/**
 * Runs the first steps of a run exactly and the others in rounds of local steps. Which a round is
 * follows from where it stands, so nothing but the position has to be saved. Used by one thread.
 */
final class ExactFirstEngine implements Engine {
  private final RankEngine exact;
  private final Engine rounds;
  private final EndOfExactSteps end;

  ExactFirstEngine(RankEngine exact, Engine rounds, EndOfExactSteps end) {
    this.exact = exact;
    this.rounds = rounds;
    this.end = end;
  }

  @Override
  public RunStates states() {
    return rounds.states();
  }

  @Override
  public int stepsPerRound(Position position) {
    long left = end.numStepsLeft(position.epoch(), position.step());
    return left > 0
        ? (int) Math.min(left, exact.stepsPerRound(position))
        : rounds.stepsPerRound(position);
  }

  @Override
  public Committed run(RoundAttempt attempt) {
    RoundSpec round = attempt.round();
    if (end.numStepsLeft(round.epoch(), round.firstStep()) > 0) {
      return exact.run(attempt);
    }
    if (!end.isDone(states().held())) {
      handOver();
    }
    return rounds.run(attempt);
  }

  private void handOver() {
    try {
      states().change(end.of(states().held()), end::of);
    } catch (RuntimeException e) {
      throw states().failed(e);
    }
  }

  @Override
  public void close() {
    exact.close();
    rounds.close();
  }
}
