package io.meanfield.driver;

import io.meanfield.datasets.Part;
import io.meanfield.driver.evaluate.MetricValue;
import io.meanfield.driver.report.Event;
import io.meanfield.driver.report.EventLog;
import io.meanfield.driver.report.Pace;
import io.meanfield.driver.report.Progress;
import io.meanfield.driver.report.RoundPosition;
import io.meanfield.driver.report.RoundReport;
import io.meanfield.driver.round.RoundPlan;
import io.meanfield.driver.spark.Committed;
import io.meanfield.worker.protocol.RoundSpec;
import java.util.Optional;

/** Tells of a run as it goes: to whoever waits, and to the run's folder. Used by one thread. */
final class RunObserver {
  private final RoundPlan plan;
  private final EventLog events;
  private final Progress progress;
  private final Pace pace;
  private final long examplesBefore;
  private Optional<MetricValue> latestValidation = Optional.empty();

  RunObserver(RoundPlan plan, EventLog events, Progress progress, Standing start) {
    this.plan = plan;
    this.events = events;
    this.progress = progress;
    this.pace = new Pace(System::nanoTime, start.round());
    this.examplesBefore = start.totals().numExamples();
  }

  void committed(RoundSpec round, Committed committed, Standing standing) {
    events.write(
        new Event.RoundCommitted(
            round.epoch() + 1,
            standing.round(),
            committed.loss(),
            committed.numExamples(),
            committed.times()));
    standing
        .validation()
        .ifPresent(
            metrics -> {
              latestValidation = Optional.of(metrics.headline().get(0));
              events.write(Event.Evaluated.of(standing.round(), Part.VALIDATION, metrics));
            });
    RoundPosition position =
        new RoundPosition(round.epoch() + 1, plan.epochs(), standing.round(), plan.numRounds());
    long examples = standing.totals().numExamples() - examplesBefore;
    progress.roundCommitted(
        new RoundReport(
            position, committed.loss(), latestValidation, pace.after(position, examples)));
  }
}
