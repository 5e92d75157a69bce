package io.meanfield.worker.spark;

import io.meanfield.worker.ComputeThreads;
import io.meanfield.worker.Replica;
import io.meanfield.worker.protocol.ParameterVersion;
import io.meanfield.worker.protocol.ReplicaOutcome;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** A Spark task's part in a round: one replica, from its state to its outcome. */
public record RunRound(
    Broadcast<RunSpec> run, Broadcast<ParameterVersion> parameters, RoundSpec round)
    implements Function<ReplicaState, ReplicaOutcome> {
  private static final IdlePool<Replica> REPLICAS = new IdlePool<>();

  @Override
  public ReplicaOutcome call(ReplicaState state) throws Exception {
    float[] start = round.valuesOf(parameters.value());
    RunSpec spec = run.value();
    ComputeThreads.prepare(spec.compute());
    Replica replica = REPLICAS.borrow(spec.runId(), () -> new Replica(spec));
    ReplicaOutcome outcome =
        replica.run(round, state, start, TaskContext.get()::killTaskIfInterrupted);
    REPLICAS.giveBack(spec.runId(), replica);
    return outcome;
  }
}
