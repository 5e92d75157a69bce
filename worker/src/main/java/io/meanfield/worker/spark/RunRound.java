package io.meanfield.worker.spark;

import io.meanfield.worker.ComputeThreads;
import io.meanfield.worker.Replica;
import io.meanfield.worker.protocol.ReplicaDelta;
import io.meanfield.worker.protocol.ReplicaOutcome;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * A Spark task's part in a round: one replica, from the state before to the one after, which stays
 * here, and to its delta.
 */
public record RunRound(
    Broadcast<RunSpec> run, RoundSpec round, HeldState before, StateBlocks<ReplicaState> after)
    implements Function<Integer, ReplicaDelta> {
  private static final IdlePool<Replica> REPLICAS = new IdlePool<>();

  @Override
  public ReplicaDelta call(Integer number) throws Exception {
    RunSpec spec = run.value();
    ComputeThreads.prepare(spec.compute());
    float[] start =
        new ParameterSource.Held(spec.runId(), round.parameterVersion(), spec.slicePlan(), before)
            .values();
    ReplicaState state = before.replicas().get(number);
    Runnable lookUp = TaskContext.get()::killTaskIfInterrupted;
    ReplicaOutcome outcome =
        REPLICAS.use(
            spec.runId(),
            () -> new Replica(spec),
            replica -> replica.run(round, state, start, lookUp));
    after.put(number, outcome.state(), StorageLevel.MEMORY_AND_DISK());
    return outcome.delta();
  }
}
