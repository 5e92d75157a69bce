package io.meanfield.driver.spark;

import io.meanfield.driver.round.LengthChoice;
import io.meanfield.driver.round.Position;
import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.worker.protocol.PeerLimits;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.AllReduce;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.worker.sync.StepCount;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Trains a run on a cluster, a round at a time. Closed, it leaves nothing in the executors. Used by
 * one thread.
 */
public sealed interface Engine extends AutoCloseable
    permits RoundEngine, QuorumEngine, AutoLengthEngine, ExactEngine, ExactFirstEngine {

  /**
   * The engine that a run's strategy asks for.
   *
   * @param lengths is told if the engine chooses H
   */
  static Engine of(
      JavaSparkContext spark,
      SparkJobs jobs,
      RunSpec run,
      PeerLimits limits,
      Consumer<LengthChoice> lengths) {
    if (run.sync() instanceof LocalSteps strategy) {
      boolean beginsExactly = !strategy.exactFirst().equals(StepCount.NONE);
      RunSpec exactly = run.with(AllReduce.USUAL);
      RunStates states = new RunStates(spark, jobs, beginsExactly ? exactly : run);
      Engine rounds =
          strategy.isStrict()
              ? new RoundEngine(spark, jobs, run, states)
              : new QuorumEngine(spark, jobs, run, strategy, states);
      if (strategy.localSteps().isAuto()) {
        EmptyRounds empty = new EmptyRounds(spark, jobs, run.training().replicas());
        rounds = new AutoLengthEngine(rounds, run, strategy, empty, lengths);
      }
      return beginsExactly
          ? new ExactFirstEngine(
              new ExactEngine(spark, jobs, exactly, limits, states),
              rounds,
              new EndOfExactSteps(spark, jobs, run, strategy, states))
          : rounds;
    }
    if (run.sync() instanceof AllReduce) {
      return new ExactEngine(spark, jobs, run, limits, new RunStates(spark, jobs, run));
    }
    throw new IllegalArgumentException("no engine for " + run.sync());
  }

  /**
   * Runs a round, and tells the attempt which replicas have arrived.
   *
   * @throws RoundLost if another attempt may succeed
   */
  Committed run(RoundAttempt attempt);

  /** H of the round that comes after a position. */
  int stepsPerRound(Position position);

  /** What runs keep between rounds, wherever it is kept. */
  RunStates states();

  /** No state of this run can be used any more. */
  @Override
  void close();
}
