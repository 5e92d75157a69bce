package io.meanfield.worker;

import io.meanfield.datasets.plan.CounterHash;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.TrainingException;

/**
 * One step of one replica: everything that is particular to it is a function of this.
 *
 * @param step within the epoch, from 0
 */
record Moment(RunSpec run, RoundSpec round, long step, int replica) {

  /** The positions in the epoch's order that it trains on; there may be none. */
  Range examples() {
    return run.stepPlan().range(step, replica);
  }

  /** Counted from the beginning of the run. */
  long stepOfRun() {
    return run.stepOfRun(round, step);
  }

  long dropoutSeed() {
    return CounterHash.hash(run.seed(), round.epoch(), step, replica);
  }

  /** The loss that was computed, if it is a number. */
  double checked(double loss) {
    if (Double.isNaN(loss) || Double.isInfinite(loss)) {
      throw new TrainingException(
          ErrorCode.DIVERGED,
          "expected a finite loss, found %s in epoch %d, step %d (round %d, replica %d): lower the learning rate or set training.clip-norm"
              .formatted(loss, round.epoch() + 1, step + 1, round.round() + 1, replica));
    }
    return loss;
  }
}
