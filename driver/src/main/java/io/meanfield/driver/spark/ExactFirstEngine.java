package io.meanfield.driver.spark;

import io.meanfield.driver.round.Position;
import io.meanfield.driver.round.RoundAttempt;

/**
 * Runs the first steps of a run exactly and the others in rounds of local steps. Which a round is
 * follows from where it stands, so nothing but the position has to be saved. Used by one thread.
 */
final class ExactFirstEngine implements Engine {
  private final ExactEngine exact;
  private final Engine rounds;
  private final Handover handover;

  ExactFirstEngine(ExactEngine exact, Engine rounds, Handover handover) {
    this.exact = exact;
    this.rounds = rounds;
    this.handover = handover;
  }

  @Override
  public RunStates states() {
    return rounds.states();
  }

  @Override
  public int stepsPerRound(Position position) {
    long left = handover.numStepsBefore(position);
    return left > 0
        ? (int) Math.min(left, exact.stepsPerRound(position))
        : rounds.stepsPerRound(position);
  }

  @Override
  public Committed run(RoundAttempt attempt) {
    if (handover.numStepsBefore(attempt.round()) > 0) {
      return exact.run(attempt);
    }
    if (!handover.isDone(states().held())) {
      handOver();
    }
    return rounds.run(attempt);
  }

  private void handOver() {
    try {
      states().change(handover.of(states().held()), handover::of);
    } catch (RuntimeException e) {
      throw states().failed(e);
    }
  }

  @Override
  public void close() {
    exact.close();
    rounds.close();
    handover.close();
  }
}
