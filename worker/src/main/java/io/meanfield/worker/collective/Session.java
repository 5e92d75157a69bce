package io.meanfield.worker.collective;

/**
 * One attempt of all ranks together at one round, so that what an earlier attempt sent late is told
 * apart.
 *
 * @param stage larger for a later round, and for the same one tried anew with other ranks
 * @param attempt of the same ranks, from 0
 */
public record Session(String runId, int stage, int attempt) {

  /** Whether it is an earlier attempt of the same run. */
  public boolean isBefore(Session other) {
    return stage < other.stage || (stage == other.stage && attempt < other.attempt);
  }
}
