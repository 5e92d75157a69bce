package io.meanfield.driver.round;

import io.meanfield.driver.round.TinyRun.Work;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.sync.Contribution;
import io.meanfield.worker.sync.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The twin of what the driver knows of a run since its checkpoint: how to compute again whatever a
 * killed executor has lost.
 */
final class SimulatedLineage {
  private final TinyRun run;
  private final List<ReplicaState> savedReplicas;
  private final List<Slice> savedSlices;
  private final Map<RoundKey, Committed> rounds = new HashMap<>();

  /**
   * @param replicasBefore where each replica's state before the round comes from
   * @param slicesBefore where the slices before the round come from
   */
  private record Committed(
      RoundSpec round,
      float[] parameters,
      List<Integer> arrived,
      List<RoundKey> replicasBefore,
      RoundKey slicesBefore) {}

  /** Where a state comes from: attempts at rounds, or a checkpoint. */
  record Origins(List<RoundKey> replicas, RoundKey slices) {}

  SimulatedLineage(TinyRun run, List<ReplicaState> savedReplicas, List<Slice> savedSlices) {
    this.run = run;
    this.savedReplicas = savedReplicas;
    this.savedSlices = savedSlices;
  }

  void add(RoundAttempt attempt, float[] parameters, Origins before) {
    rounds.put(
        attempt.key(),
        new Committed(
            attempt.round(), parameters, attempt.arrived(), before.replicas(), before.slices()));
  }

  ReplicaState replica(int replica, RoundKey origin) {
    return isSaved(origin) ? savedReplicas.get(replica) : work(replica, origin).state();
  }

  Slice slice(int slice, RoundKey origin) {
    if (isSaved(origin)) {
      return savedSlices.get(slice);
    }
    Committed committed = rounds.get(origin);
    List<Contribution> deltas =
        committed.arrived().stream()
            .map(replica -> run.cut(work(replica, origin).contribution(), slice))
            .toList();
    return run.reduce(slice, slice(slice, committed.slicesBefore()), deltas);
  }

  private Work work(int replica, RoundKey origin) {
    Committed committed = rounds.get(origin);
    ReplicaState before = replica(replica, committed.replicasBefore().get(replica));
    return run.work(committed.round(), before, committed.parameters());
  }

  /** An attempt 0 stands for the checkpoint. */
  static RoundKey saved(String run, long round) {
    return new RoundKey(run, round, 0);
  }

  private static boolean isSaved(RoundKey origin) {
    return origin.attempt() == 0;
  }
}
