package io.meanfield.driver.spark;

import io.meanfield.driver.round.Arrival;
import io.meanfield.driver.round.Position;
import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.worker.protocol.ReplicaOutcome;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.RoundMessage;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.spark.CutIntoSlices;
import io.meanfield.worker.spark.ReduceSlice;
import io.meanfield.worker.spark.RunRound;
import io.meanfield.worker.spark.SlicePartitioner;
import io.meanfield.worker.sync.LocalSteps;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/** Runs a round of replicas that make steps by themselves as one ordinary Spark job. */
final class RoundEngine implements Engine {
  private final SparkJobs jobs;
  private final RunSpec run;
  private final LocalSteps strategy;
  private final RunStates states;

  RoundEngine(SparkJobs jobs, RunSpec run, LocalSteps strategy, RunStates states) {
    this.jobs = jobs;
    this.run = run;
    this.strategy = strategy;
    this.states = states;
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
    JavaPairRDD<Integer, RoundMessage> messages =
        outcomes
            .flatMapToPair(new CutIntoSlices())
            .partitionBy(new SlicePartitioner(run.slicePlan().numSlices()));
    JavaRDD<SliceState> reduced =
        messages
            .zipPartitions(
                state.slices(), new ReduceSlice(states.runOnExecutors(), strategy, List.of()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<SliceState> parts =
          jobs.await(
              "round %d of %d replicas".formatted(round.round() + 1, run.training().replicas()),
              reduced.map(SliceState::parametersAlone).collectAsync());
      List<ReplicaReport> reports = RunStates.reports(parts);
      for (ReplicaReport report : reports) {
        attempt.receive(new Arrival(attempt.key(), report.replica(), report.numExamples()));
      }
      TrainingState next =
          states.after(
              round, parts, outcomes.map(ReplicaOutcome::state), reduced, outcomes, reduced);
      return new Committed(next, reports, Optional.empty(), System.nanoTime() - start);
    } catch (RuntimeException e) {
      outcomes.unpersist(false);
      reduced.unpersist(false);
      throw RoundLost.orSame(e);
    }
  }

  @Override
  public void close() {
    states.release();
  }
}
