package io.meanfield.driver.spark;

import io.meanfield.driver.round.Outliers;
import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.driver.round.RoundTimes;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.ParameterVersion;
import io.meanfield.worker.protocol.ReducedSlice;
import io.meanfield.worker.protocol.ReplicaDelta;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.Share;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.CutIntoSlices;
import io.meanfield.worker.spark.HeldState;
import io.meanfield.worker.spark.ReduceSlice;
import io.meanfield.worker.spark.RunRound;
import io.meanfield.worker.spark.SlicePartitioner;
import io.meanfield.worker.spark.StateBlocks;
import io.meanfield.worker.spark.TellArrival;
import io.meanfield.worker.sync.LocalSteps;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;

/**
 * Runs rounds that can do without some replicas, as two jobs: one has the replicas make their steps
 * and tells who arrives, the other reduces the deltas that count. A replica whose delta does not
 * count stays as it was before the round. Slices stay with the driver, so that no round waits for
 * an executor that has one. Used by one thread.
 */
final class QuorumEngine extends ClusterEngine {
  private final LocalSteps strategy;
  private final RoundTimes times;

  QuorumEngine(
      JavaSparkContext spark, SparkJobs jobs, RunSpec run, LocalSteps strategy, RunStates states) {
    super(spark, jobs, run, states);
    this.strategy = strategy;
    this.times = new RoundTimes(strategy.deadline());
  }

  @Override
  public Committed run(RoundAttempt attempt) {
    long start = System.nanoTime();
    RoundSpec round = attempt.round();
    HeldState before = states.held();
    StateBlocks<ReplicaState> replicas = beginReplicas();
    JavaRDD<ReplicaDelta> deltas =
        deltas(round, before, replicas).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      collect(attempt, deltas);
      List<Integer> counted = attempt.counted();
      List<ReducedSlice> reduced = reduce(round, before, deltas, counted);
      Parameters next =
          states.commit(
              onDriver(round, reduced, before.replicas().with(replicas, counted)),
              held -> again(round, held, counted));
      return new Committed(next, reports(reduced), Optional.empty(), System.nanoTime() - start);
    } catch (RuntimeException e) {
      throw states.failed(e);
    } finally {
      deltas.unpersist(false);
    }
  }

  private HeldState again(RoundSpec round, HeldState before, List<Integer> counted) {
    StateBlocks<ReplicaState> replicas = beginReplicas();
    JavaRDD<ReplicaDelta> deltas = deltas(round, before, replicas);
    List<ReducedSlice> reduced = reduce(round, before, deltas, counted);
    return onDriver(round, reduced, before.replicas().with(replicas, counted));
  }

  private StateBlocks<ReplicaState> beginReplicas() {
    return states.begin(run.training().replicas(), 0).replicas();
  }

  /** One a partition. */
  private JavaRDD<ReplicaDelta> deltas(
      RoundSpec round, HeldState before, StateBlocks<ReplicaState> after) {
    return Places.of(spark, before.replicas())
        .map(new RunRound(runOnExecutors, round, before, after));
  }

  /** Waits for as many replicas as are needed, and leaves out what does not count. */
  private void collect(RoundAttempt attempt, JavaRDD<ReplicaDelta> deltas) {
    long numSteps = numSteps(attempt.round());
    OptionalLong deadline = strategy.quorum() < 1 ? times.deadline(numSteps) : OptionalLong.empty();
    Arrivals arrivals = new Arrivals(attempt, deadline);
    jobs.receive(
        "round %d of %d replicas".formatted(attempt.round().round() + 1, run.training().replicas()),
        deltas.rdd(),
        new TellArrival(),
        arrivals);
    attempt.close();
    times.add(arrivals.nanos(), numSteps);
    if (strategy.outlier() > 0) {
      attempt.leaveOut(Outliers.of(arrivals.norms(), strategy.outlier()));
      requireSome(attempt);
    }
  }

  private List<ReducedSlice> reduce(
      RoundSpec round, HeldState before, JavaRDD<ReplicaDelta> deltas, List<Integer> counted) {
    List<Integer> absent =
        IntStream.range(0, run.training().replicas())
            .filter(replica -> !counted.contains(replica))
            .boxed()
            .toList();
    return jobs.await(
        "the reduction of round %d".formatted(round.round() + 1),
        Partitions.only(counted, deltas)
            .flatMapToPair(new CutIntoSlices())
            .partitionBy(new SlicePartitioner(run.slicePlan().numSlices()))
            .zipPartitions(
                Places.of(spark, before.slices()),
                new ReduceSlice(runOnExecutors, round, absent, before.slices()))
            .collectAsync());
  }

  private HeldState onDriver(
      RoundSpec round, List<ReducedSlice> reduced, StateBlocks<ReplicaState> replicas) {
    List<SliceState> parts = reduced.stream().map(ReducedSlice::slice).toList();
    StateBlocks<SliceState> slices = StateBlocks.reserve(spark, parts.size());
    parts.forEach(part -> slices.put(part.slice(), part, StorageLevel.MEMORY_AND_DISK()));
    float[] parameters = SliceState.join(parts, run.slicePlan());
    ParameterVersion next = new ParameterVersion(round.parameterVersion() + 1, parameters);
    return new HeldState(replicas, slices, spark.broadcast(next));
  }

  private static List<ReplicaReport> reports(List<ReducedSlice> reduced) {
    return reduced.stream()
        .flatMap(slice -> slice.reports().stream())
        .sorted(Comparator.comparingInt(ReplicaReport::replica))
        .toList();
  }

  private static void requireSome(RoundAttempt attempt) {
    if (attempt.counted().isEmpty()) {
      throw new TrainingException(
          ErrorCode.DIVERGED,
          "expected a finite delta of some replica, found none in round %d: lower the learning rate or set training.clip-norm"
              .formatted(attempt.round().round() + 1));
    }
  }

  /** Of the busiest replica. */
  private long numSteps(RoundSpec round) {
    int numReplicas = run.training().replicas();
    return IntStream.range(0, numReplicas)
        .mapToLong(replica -> Share.numBatches(round.sharesOf(replica, numReplicas)))
        .max()
        .orElseThrow();
  }
}
