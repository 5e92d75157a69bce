package io.meanfield.worker.collective;

/**
 * One attempt of all ranks together at one round, so that what an earlier attempt sent late is told
 * apart.
 */
public record Session(String runId, long round, int attempt) {

  boolean isBefore(Session other) {
    return round < other.round || (round == other.round && attempt < other.attempt);
  }
}
