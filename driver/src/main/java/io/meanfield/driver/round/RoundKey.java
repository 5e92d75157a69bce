package io.meanfield.driver.round;

/**
 * Names one attempt at a round, so that what comes from another is known for it.
 *
 * @param run the run's id in this process; a resumed run has another
 * @param round from 0
 * @param attempt at this round, from 1
 */
public record RoundKey(String run, long round, int attempt) {

  @Override
  public String toString() {
    return "round %d, attempt %d, run %s".formatted(round + 1, attempt, run);
  }
}
