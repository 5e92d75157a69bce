package io.meanfield.driver.spark;

import io.meanfield.driver.round.Arrival;
import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.spark.CutIntoSlices;
import io.meanfield.worker.spark.HeldState;
import io.meanfield.worker.spark.KeepSlice;
import io.meanfield.worker.spark.ReduceSlice;
import io.meanfield.worker.spark.RunRound;
import io.meanfield.worker.spark.SlicePartitioner;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs a round of replicas that make steps by themselves as one ordinary Spark job: it takes the
 * task slots that come and goes on when some are taken away, as dynamic allocation does.
 */
final class ElasticEngine extends ClusterEngine {

  ElasticEngine(JavaSparkContext spark, SparkJobs jobs, RunSpec run, RunStates states) {
    super(spark, jobs, run, states);
  }

  @Override
  public Committed run(RoundAttempt attempt) {
    long start = System.nanoTime();
    RoundSpec round = attempt.round();
    HeldState before = states.held();
    HeldState after = begin();
    List<ReplicaReport> reports;
    try {
      reports = run(round, before, after);
    } catch (RuntimeException e) {
      throw states.failed(e);
    }
    for (ReplicaReport report : reports) {
      attempt.receive(new Arrival(attempt.key(), report.replica(), report.numExamples()));
    }
    Parameters next = states.commit(after, held -> again(round, held));
    return new Committed(next, reports, Optional.empty(), System.nanoTime() - start);
  }

  private HeldState again(RoundSpec round, HeldState before) {
    HeldState after = begin();
    run(round, before, after);
    return after;
  }

  /** The replicas' reports, in order. */
  private List<ReplicaReport> run(RoundSpec round, HeldState before, HeldState after) {
    return jobs
        .await(
            "round %d of %d replicas".formatted(round.round() + 1, run.training().replicas()),
            Places.of(spark, before.replicas())
                .map(new RunRound(runOnExecutors, round, before, after.replicas()))
                .flatMapToPair(new CutIntoSlices())
                .partitionBy(new SlicePartitioner(run.slicePlan().numSlices()))
                .zipPartitions(
                    Places.of(spark, before.slices()),
                    new ReduceSlice(runOnExecutors, round, List.of(), before.slices()))
                .flatMap(new KeepSlice(after.slices()))
                .collectAsync())
        .stream()
        .sorted(Comparator.comparingInt(ReplicaReport::replica))
        .toList();
  }
}
