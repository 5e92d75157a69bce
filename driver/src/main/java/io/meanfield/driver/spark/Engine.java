package io.meanfield.driver.spark;

import io.meanfield.driver.round.Position;
import io.meanfield.driver.round.RoundAttempt;

/**
 * Trains a run on a cluster, a round at a time. Closed, it leaves nothing in the executors. Used by
 * one thread.
 */
public sealed interface Engine extends AutoCloseable
    permits ClusterEngine, AutoLengthEngine, ExactFirstEngine {

  /**
   * Runs a round, and tells the attempt which replicas have arrived.
   *
   * @throws RoundLost if another attempt may succeed
   */
  Committed run(RoundAttempt attempt);

  /** H of the round that comes after a position. */
  int stepsPerRound(Position position);

  /** What runs keep between rounds, wherever it is kept. */
  RunStates states();

  /** No state of this run can be used any more. */
  @Override
  void close();
}
