package io.meanfield.driver.spark;

import io.meanfield.driver.round.Outliers;
import io.meanfield.driver.round.Position;
import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.driver.round.RoundTimes;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.ReplicaOutcome;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.Share;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.CutIntoSlices;
import io.meanfield.worker.spark.ReduceSlice;
import io.meanfield.worker.spark.RunRound;
import io.meanfield.worker.spark.SlicePartitioner;
import io.meanfield.worker.spark.TellArrival;
import io.meanfield.worker.sync.LocalSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Runs rounds that can do without some replicas, as two jobs: one has the replicas make their steps
 * and tells who arrives, the other reduces the deltas that count. A replica whose delta does not
 * count stays as it was before the round. Slices stay with the driver, so that no round waits for
 * an executor that has one. Used by one thread.
 */
final class QuorumEngine implements Engine {
  private final SparkJobs jobs;
  private final RunSpec run;
  private final LocalSteps strategy;
  private final RunStates states;
  private final RoundTimes times;
  private List<JavaRDD<?>> inUse = new ArrayList<>();

  QuorumEngine(SparkJobs jobs, RunSpec run, LocalSteps strategy, RunStates states) {
    this.jobs = jobs;
    this.run = run;
    this.strategy = strategy;
    this.states = states;
    this.times = new RoundTimes(strategy.deadline());
  }

  @Override
  public RunStates states() {
    return states;
  }

  @Override
  public int stepsPerRound(Position position) {
    return run.sync().stepsPerRound();
  }

  @Override
  public Committed run(RoundAttempt attempt, TrainingState state) {
    long start = System.nanoTime();
    RoundSpec round = attempt.round();
    JavaRDD<ReplicaOutcome> outcomes =
        state
            .replicas()
            .map(new RunRound(states.runOnExecutors(), state.parameters().broadcast(), round))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Set<Integer> counted = collect(attempt, outcomes);
      List<SliceState> parts =
          jobs.await(
              "the reduction of round %d".formatted(round.round() + 1),
              reduced(attempt, state, Partitions.only(counted, outcomes)).collectAsync());
      JavaRDD<ReplicaState> replicas =
          Partitions.only(counted, outcomes.map(ReplicaOutcome::state))
              .union(Partitions.except(counted, state.replicas()));
      boolean areAllNew = counted.size() == run.training().replicas();
      List<JavaRDD<?>> kept = areAllNew ? new ArrayList<>() : new ArrayList<>(inUse);
      kept.add(outcomes);
      TrainingState next = states.afterWithSlices(round, parts, replicas, kept);
      inUse = kept;
      return new Committed(
          next, RunStates.reports(parts), Optional.empty(), System.nanoTime() - start);
    } catch (RuntimeException e) {
      outcomes.unpersist(false);
      throw RoundLost.orSame(e);
    }
  }

  /** Waits for as many replicas as are needed; returns the partitions of those that count. */
  private Set<Integer> collect(RoundAttempt attempt, JavaRDD<ReplicaOutcome> outcomes) {
    long numSteps = numSteps(attempt.round());
    OptionalLong deadline = strategy.quorum() < 1 ? times.deadline(numSteps) : OptionalLong.empty();
    Arrivals arrivals = new Arrivals(attempt, deadline);
    jobs.receive(
        "round %d of %d replicas".formatted(attempt.round().round() + 1, run.training().replicas()),
        outcomes.rdd(),
        new TellArrival(),
        arrivals);
    attempt.close();
    times.add(arrivals.nanos(), numSteps);
    if (strategy.outlier() > 0) {
      attempt.leaveOut(Outliers.of(arrivals.norms(), strategy.outlier()));
      requireSome(attempt);
    }
    return arrivals.partitionsOfCounted();
  }

  private JavaRDD<SliceState> reduced(
      RoundAttempt attempt, TrainingState state, JavaRDD<ReplicaOutcome> counted) {
    List<Integer> absent = new ArrayList<>(attempt.missing());
    absent.addAll(attempt.leftOut());
    return counted
        .flatMapToPair(new CutIntoSlices())
        .partitionBy(new SlicePartitioner(run.slicePlan().numSlices()))
        .zipPartitions(state.slices(), new ReduceSlice(states.runOnExecutors(), strategy, absent));
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

  @Override
  public void close() {
    states.release();
  }
}
