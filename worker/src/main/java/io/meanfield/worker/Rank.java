package io.meanfield.worker;

import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.AllReduce;
import java.io.Closeable;
import java.time.InstantSource;

/**
 * Runs rounds of a run as one rank of several: it has some of the replicas and owns the slices of
 * the same numbers. Between rounds it keeps nothing that it could not do without. Used by one
 * thread at a time.
 */
public sealed interface Rank extends Closeable permits ExactRank, LocalRank {

  /**
   * As the run's strategy asks for.
   *
   * @param holdings of this process
   */
  static Rank of(RunSpec run, Holdings holdings, InstantSource clock) {
    return run.sync() instanceof AllReduce
        ? new ExactRank(run, holdings, clock)
        : new LocalRank(run, clock);
  }

  /** One round, together with all other ranks. */
  RankOutcome run(RoundSpec round, RoundStates states, Peers peers);

  /** A round that was begun before: from the newest that this attempt's ranks know together. */
  RankOutcome runAgain(RoundSpec round, RoundStates states, Peers peers);
}
