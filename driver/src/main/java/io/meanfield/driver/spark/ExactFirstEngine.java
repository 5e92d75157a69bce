package io.meanfield.driver.spark;

import io.meanfield.driver.round.Position;
import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.spark.SlicePartitioner;
import io.meanfield.worker.spark.StartReplica;
import io.meanfield.worker.spark.ToAllReplicas;
import io.meanfield.worker.sync.LocalSteps;
import org.apache.spark.api.java.JavaRDD;

/**
 * Runs the first steps of a run exactly and the others in rounds of local steps. Which a round is
 * follows from where it stands, so nothing but the position has to be saved. At the hand-over every
 * replica begins with the optimizer's whole state, and owners of slices with a fresh outer one.
 * Used by one thread.
 */
final class ExactFirstEngine implements Engine {
  private final ExactEngine exact;
  private final RoundEngine rounds;
  private final RunSpec run;
  private final LocalSteps strategy;
  private TrainingState handedOver;

  /**
   * @param run as its rounds of local steps see it
   */
  ExactFirstEngine(ExactEngine exact, RoundEngine rounds, RunSpec run, LocalSteps strategy) {
    this.exact = exact;
    this.rounds = rounds;
    this.run = run;
    this.strategy = strategy;
  }

  @Override
  public RunStates states() {
    return exact.states();
  }

  @Override
  public int stepsPerRound(Position position) {
    long step = run.stepPlan().stepsPerEpoch() * position.epoch() + position.step();
    long left = strategy.exactFirst().steps() - step;
    return left > 0
        ? (int) Math.min(left, exact.stepsPerRound(position))
        : rounds.stepsPerRound(position);
  }

  @Override
  public Committed run(RoundAttempt attempt, TrainingState state) {
    RoundSpec round = attempt.round();
    long left = strategy.exactFirst().steps() - run.stepOfRun(round, round.firstStep());
    if (left > 0) {
      return exact.run(attempt, state);
    }
    if (handedOver != null && state != handedOver) {
      exact.forget(); // it came from a checkpoint: nothing is computed from exact slices any more
    }
    Committed committed = rounds.run(attempt, left == 0 ? handOver(state) : state);
    handedOver = committed.state();
    return committed;
  }

  private TrainingState handOver(TrainingState state) {
    int numReplicas = run.training().replicas();
    int numVectors = strategy.numStateVectors();
    JavaRDD<ReplicaState> replicas =
        state
            .slices()
            .flatMapToPair(new ToAllReplicas(numReplicas))
            .partitionBy(new SlicePartitioner(numReplicas))
            .mapPartitions(
                new StartReplica(rounds.states().runOnExecutors(), strategy.exactFirst().steps()));
    JavaRDD<SliceState> slices = state.slices().map(slice -> slice.beginning(numVectors));
    return new TrainingState(state.parameters(), replicas, slices);
  }
}
