package io.meanfield.driver.spark;

import io.meanfield.driver.round.Position;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.spark.HeldState;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** What engines have in common that run rounds of one strategy themselves. */
abstract sealed class ClusterEngine implements Engine
    permits RankEngine, ElasticEngine, QuorumEngine {
  final JavaSparkContext spark;
  final SparkJobs jobs;
  final RunSpec run;
  final RunStates states;
  final Broadcast<RunSpec> runOnExecutors;

  ClusterEngine(JavaSparkContext spark, SparkJobs jobs, RunSpec run, RunStates states) {
    this.spark = spark;
    this.jobs = jobs;
    this.run = run;
    this.states = states;
    this.runOnExecutors = spark.broadcast(run);
  }

  @Override
  public final RunStates states() {
    return states;
  }

  @Override
  public final int stepsPerRound(Position position) {
    return run.sync().stepsPerRound();
  }

  /** Room in executors for everything that a round ends with. */
  final HeldState begin() {
    return states.begin(run.numReplicaStates(), run.slicePlan().numSlices());
  }

  @Override
  public final void close() {
    runOnExecutors.destroy();
    states.release();
  }
}
