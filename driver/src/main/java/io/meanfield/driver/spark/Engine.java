package io.meanfield.driver.spark;

import io.meanfield.driver.round.Position;
import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.worker.protocol.PeerLimits;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.AllReduce;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.worker.sync.StepCount;
import org.apache.spark.api.java.JavaSparkContext;

/** Trains a run on a cluster, a round at a time. Used by one thread. */
public sealed interface Engine permits RoundEngine, ExactEngine, ExactFirstEngine {

  /** The engine that a run's strategy asks for. */
  static Engine of(JavaSparkContext spark, SparkJobs jobs, RunSpec run, PeerLimits limits) {
    RunStates states = new RunStates(spark, jobs, run);
    if (run.sync() instanceof LocalSteps strategy) {
      RoundEngine rounds = new RoundEngine(jobs, run, strategy, states);
      if (strategy.exactFirst().equals(StepCount.NONE)) {
        return rounds;
      }
      RunSpec exactly = run.with(AllReduce.USUAL);
      return new ExactFirstEngine(
          new ExactEngine(spark, jobs, exactly, limits, states.of(exactly)), rounds, run, strategy);
    }
    if (run.sync() instanceof AllReduce) {
      return new ExactEngine(spark, jobs, run, limits, states);
    }
    throw new IllegalArgumentException("no engine for " + run.sync());
  }

  /**
   * Runs a round, and tells the attempt which replicas have arrived.
   *
   * @throws RoundLost if another attempt may succeed
   */
  Committed run(RoundAttempt attempt, TrainingState state);

  /** H of the round that comes after a position. */
  int stepsPerRound(Position position);

  /** What runs keep between rounds, wherever it is kept. */
  RunStates states();
}
