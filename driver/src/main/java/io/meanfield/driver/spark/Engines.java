package io.meanfield.driver.spark;

import io.meanfield.driver.round.LengthChoice;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.PeerLimits;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.sync.AllReduce;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.worker.sync.StepCount;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;

/** Makes the engine that a run's strategy and its cluster ask for. */
public record Engines(JavaSparkContext spark, SparkJobs jobs, PeerLimits limits) {

  /**
   * The engine of a run.
   *
   * @param lengths is told if the engine chooses H
   * @throws TrainingException with code CONFIGURATION if the cluster cannot run the strategy
   */
  public Engine of(RunSpec run, Consumer<LengthChoice> lengths) {
    if (run.sync() instanceof LocalSteps strategy) {
      return strategy.exactFirst().equals(StepCount.NONE)
          ? rounds(run, strategy, states(run), lengths)
          : exactFirst(run, strategy, lengths);
    }
    return exact(run, states(run));
  }

  private Engine exactFirst(RunSpec run, LocalSteps strategy, Consumer<LengthChoice> lengths) {
    RunSpec exactly = run.with(AllReduce.USUAL);
    RunStates states = states(exactly);
    return new ExactFirstEngine(
        exact(exactly, states),
        rounds(run, strategy, states, lengths),
        new EndOfExactSteps(spark, jobs, run, strategy, states));
  }

  private RankEngine exact(RunSpec run, RunStates states) {
    if (hasDynamicAllocation()) {
      throw new TrainingException(
          ErrorCode.CONFIGURATION,
          "exact training (sync.strategy: allreduce or sync.exact-first) needs executors that stay, found spark.dynamicAllocation.enabled=true: switch it off for this run, or choose average or diloco without exact steps");
    }
    return new RankEngine(spark, jobs, run, limits, states);
  }

  private Engine rounds(
      RunSpec run, LocalSteps strategy, RunStates states, Consumer<LengthChoice> lengths) {
    boolean asRanks = strategy.isStrict() && !hasDynamicAllocation() && !has("spark.speculation");
    Engine rounds =
        asRanks ? new RankEngine(spark, jobs, run, limits, states) : ofTasks(run, strategy, states);
    if (!strategy.localSteps().isAuto()) {
      return rounds;
    }
    EmptyRounds empty = new EmptyRounds(spark, jobs, run.training().replicas(), asRanks);
    return new AutoLengthEngine(rounds, run, strategy, empty, lengths);
  }

  private Engine ofTasks(RunSpec run, LocalSteps strategy, RunStates states) {
    return strategy.isStrict()
        ? new ElasticEngine(spark, jobs, run, states)
        : new QuorumEngine(spark, jobs, run, strategy, states);
  }

  private RunStates states(RunSpec run) {
    return new RunStates(spark, jobs, run);
  }

  private boolean hasDynamicAllocation() {
    return has("spark.dynamicAllocation.enabled");
  }

  private boolean has(String setting) {
    return spark.getConf().getBoolean(setting, false);
  }
}
