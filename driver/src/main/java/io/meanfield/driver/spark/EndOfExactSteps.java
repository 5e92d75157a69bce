package io.meanfield.driver.spark;

import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.spark.HeldState;
import io.meanfield.worker.spark.StartReplica;
import io.meanfield.worker.spark.StateBlocks;
import io.meanfield.worker.spark.StateLost;
import io.meanfield.worker.sync.LocalSteps;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;

/**
 * From exact steps to rounds of local ones: every replica begins with the optimizer's whole state,
 * and owners of slices with a fresh outer one. Used by one thread.
 */
final class EndOfExactSteps {
  private final JavaSparkContext spark;
  private final SparkJobs jobs;
  private final RunSpec run;
  private final LocalSteps strategy;
  private final RunStates states;

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
  }

  /** How many exact steps are left before a step of an epoch, both from 0. */
  long numStepsLeft(int epoch, long step) {
    return strategy.exactFirst().steps() - run.stepPlan().stepsPerEpoch() * epoch - step;
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
            .map(new StartReplica(run, strategy.exactFirst(), exact, after))
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
}
