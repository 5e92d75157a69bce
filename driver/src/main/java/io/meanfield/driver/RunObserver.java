package io.meanfield.driver;

import io.meanfield.datasets.Part;
import io.meanfield.driver.evaluate.MetricValue;
import io.meanfield.driver.report.Event;
import io.meanfield.driver.report.EventLog;
import io.meanfield.driver.report.Pace;
import io.meanfield.driver.report.Progress;
import io.meanfield.driver.report.RoundPosition;
import io.meanfield.driver.report.RoundReport;
import io.meanfield.driver.round.Position;
import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.driver.round.RoundKey;
import io.meanfield.driver.round.RoundPlan;
import io.meanfield.driver.spark.Committed;
import io.meanfield.driver.spark.Recovery;
import io.meanfield.worker.protocol.RoundSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a run as it goes: to whoever waits, and to the run's folder. Used by one thread. */
final class RunObserver {
  private static final Logger LOG = LoggerFactory.getLogger(RunObserver.class);

  private final RoundPlan plan;
  private final ToIntFunction<Position> lengths;
  private final EventLog events;
  private final Progress progress;
  private final Pace pace;
  private final long examplesBefore;
  private Optional<MetricValue> latestValidation = Optional.empty();
  private boolean hasWarned;

  /**
   * @param lengths H of the round after a position
   */
  RunObserver(
      RoundPlan plan,
      ToIntFunction<Position> lengths,
      EventLog events,
      Progress progress,
      Standing start) {
    this.plan = plan;
    this.lengths = lengths;
    this.events = events;
    this.progress = progress;
    this.pace = new Pace(System::nanoTime, start.round());
    this.examplesBefore = start.totals().numExamples();
  }

  void rolledBack(RoundKey attempt, String reason) {
    LOG.warn("{} failed, the round begins again: {}", attempt, reason);
    events.write(new Event.RoundRolledBack(attempt.round() + 1, attempt.attempt(), reason));
  }

  /** Names the replicas that a committed round went without. */
  void tellAbsent(RoundAttempt attempt) {
    List<Integer> missing = attempt.missing();
    List<Integer> leftOut = attempt.leftOut();
    long round = attempt.round().round() + 1;
    if (!missing.isEmpty()) {
      LOG.warn(
          "round {} is committed without the replicas {}, which were late: what they were to train on is made up for before the epoch ends",
          round,
          missing);
    }
    if (!leftOut.isEmpty()) {
      LOG.warn(
          "round {} is committed without the deltas of the replicas {}, which are no numbers or far too long: what they trained on in this round is not repeated",
          round,
          leftOut);
    }
    if (!missing.isEmpty() || !leftOut.isEmpty()) {
      events.write(new Event.ReplicasAbsent(round, missing, leftOut));
    }
  }

  void checkpointed(Standing standing, String folder) {
    events.write(new Event.CheckpointWritten(standing.round(), folder));
  }

  void committed(RoundSpec round, Committed committed, Standing standing) {
    committed.recovery().ifPresent(recovery -> recovered(round, recovery));
    events.write(
        new Event.RoundCommitted(
            round.epoch() + 1,
            standing.round(),
            committed.loss(),
            committed.numExamples(),
            committed.times(),
            committed.kernels()));
    warnOfKernels(committed.kernels());
    standing
        .validation()
        .ifPresent(
            metrics -> {
              latestValidation = Optional.of(metrics.headline().get(0));
              events.write(Event.Evaluated.of(standing.round(), Part.VALIDATION, metrics));
            });
    RoundPosition position =
        new RoundPosition(
            round.epoch() + 1, plan.epochs(), standing.round(), expectedRounds(standing));
    long examples = standing.totals().numExamples() - examplesBefore;
    progress.roundCommitted(
        new RoundReport(
            position,
            committed.loss(),
            latestValidation,
            pace.after(position, examples),
            committed.times().readShare()));
  }

  private long expectedRounds(Standing standing) {
    Position position = standing.position();
    return plan.expectedRounds(position, lengths.applyAsInt(position));
  }

  private void recovered(RoundSpec round, Recovery recovery) {
    LOG.info(
        "round {} went on after {} of its {} steps on {} rank(s), {} s after the loss was noticed",
        round.round() + 1,
        recovery.numSteps(),
        round.numSteps(),
        recovery.numRanks(),
        recovery.took().toMillis() / 1e3);
    events.write(
        new Event.RoundRecovered(
            round.round() + 1,
            recovery.numSteps(),
            recovery.numRanks(),
            recovery.took().toMillis() / 1e3));
  }

  private void warnOfKernels(List<String> kernels) {
    if (kernels.size() > 1 && !hasWarned) {
      hasWarned = true;
      LOG.warn(
          "executors compute with different kernels {}: this run's parameters depend on which executor ran which replica",
          kernels);
    }
  }
}
