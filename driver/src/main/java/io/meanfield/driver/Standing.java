package io.meanfield.driver;

import io.meanfield.driver.evaluate.EarlyStopping.Best;
import io.meanfield.driver.evaluate.Metrics;
import io.meanfield.driver.round.Position;
import io.meanfield.driver.spark.Committed;
import io.meanfield.driver.spark.Parameters;
import io.meanfield.worker.protocol.Padding;
import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.protocol.PhaseTimes;
import java.util.Optional;

/**
 * Where a run stands between two rounds.
 *
 * @param position of the parameters, as their version has to say too
 * @param best the best validation so far
 * @param bestParameters the parameters then; empty unless the run may stop early
 * @param validation the latest, if the latest round was validated
 * @param totals of all rounds so far
 */
record Standing(
    Position position,
    Parameters parameters,
    Best best,
    Optional<float[]> bestParameters,
    Optional<Metrics> validation,
    Totals totals) {
  Standing {
    if (parameters.version() != position.rounds()) {
      throw new IllegalArgumentException(
          "expected parameters of version %d, found version %d"
              .formatted(position.rounds(), parameters.version()));
    }
  }

  /**
   * @param padding of the rounds of this process
   */
  record Totals(long numExamples, PhaseTimes times, Padding padding) {
    /** Examples by the time their rounds took, without evaluation and checkpoints. */
    double examplesPerSecond() {
      long rounds =
          times.totalNanos() - times.nanos(Phase.EVALUATE) - times.nanos(Phase.CHECKPOINT);
      return numExamples * 1e9 / rounds;
    }
  }

  static Standing beginning(Parameters parameters) {
    return new Standing(
        Position.beginning(),
        parameters,
        Best.none(),
        Optional.empty(),
        Optional.empty(),
        new Totals(0, PhaseTimes.none(), Padding.NONE));
  }

  /** How many rounds are committed. */
  long round() {
    return position.rounds();
  }

  /**
   * @param next the position after the round
   */
  Standing after(Committed round, Position next) {
    Totals now =
        new Totals(
            totals.numExamples() + round.numExamples(),
            totals.times().plus(round.times()),
            totals.padding().plus(round.padding()));
    return new Standing(next, round.parameters(), best, bestParameters, Optional.empty(), now);
  }

  Standing with(Metrics validated, Best newBest, Optional<float[]> newBestParameters) {
    return new Standing(
        position, parameters, newBest, newBestParameters, Optional.of(validated), totals);
  }

  Standing with(PhaseTimes more) {
    Totals now = new Totals(totals.numExamples(), totals.times().plus(more), totals.padding());
    return new Standing(position, parameters, best, bestParameters, validation, now);
  }

  /** The parameters that the run is worth: the best ones if it looked for them, else the last. */
  float[] finalParameters() {
    return bestParameters.orElseGet(parameters::values);
  }
}
