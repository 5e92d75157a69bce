package io.meanfield.driver.spark;

import io.meanfield.driver.round.Position;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.spark.HeldState;
import io.meanfield.worker.spark.StartReplica;
import io.meanfield.worker.spark.StateBlocks;
import io.meanfield.worker.spark.StateLost;
import io.meanfield.worker.sync.LocalSteps;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * From exact steps to rounds of local ones: every replica begins with the optimizer's whole state,
 * and owners of slices with a fresh outer one. Used by one thread.
 */
final class EndOfExactSteps implements AutoCloseable {
  private final JavaSparkContext spark;
  private final SparkJobs jobs;
  private final RunSpec run;
  private final LocalSteps strategy;
  private final RunStates states;
  private final Broadcast<RunSpec> runOnExecutors;

  /**
   * @param run as its rounds of local steps see it
   */
  EndOfExactSteps(
      JavaSparkContext spark, SparkJobs jobs, RunSpec run, LocalSteps strategy, RunStates states) {
    this.spark = spark;
    this.jobs = jobs;
    this.run = run;
    this.strategy = strategy;
    this.states = states;
    this.runOnExecutors = spark.broadcast(run);
  }

  /** How many steps before the hand-over are left at the beginning of a round. */
  long numStepsBefore(RoundSpec round) {
    return strategy.exactFirst().steps() - run.stepOfRun(round, round.firstStep());
  }

  /** The same at a position. */
  long numStepsBefore(Position position) {
    long step = run.stepPlan().stepsPerEpoch() * position.epoch() + position.step();
    return strategy.exactFirst().steps() - step;
  }

  /** Whether a state is one of rounds of local steps. */
  boolean isDone(HeldState state) {
    return state.replicas().size() > 0;
  }

  /**
   * The state of exact steps as rounds of local ones need it.
   *
   * @throws StateLost if it is not there any more
   */
  HeldState of(HeldState exact) {
    HeldState after = states.begin(run.training().replicas(), run.slicePlan().numSlices());
    jobs.await(
        "handing the optimizer's state to replicas",
        Places.of(spark, after.replicas())
            .map(new StartReplica(runOnExecutors, strategy.exactFirst(), exact, after))
            .collectAsync());
    int numVectors = strategy.numStateVectors();
    StateBlocks<SliceState> slices = after.slices();
    jobs.await(
        "handing slices over",
        Places.of(spark, exact.slices())
            .map(
                number -> {
                  SliceState begun = exact.slices().get(number).beginning(numVectors);
                  slices.put(number, begun, StorageLevel.MEMORY_AND_DISK());
                  return number;
                })
            .collectAsync());
    return after;
  }

  @Override
  public void close() {
    runOnExecutors.destroy();
  }
}
