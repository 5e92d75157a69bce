package io.meanfield.driver.spark;

import io.meanfield.driver.round.LengthChoice;
import io.meanfield.driver.round.LengthChoice.Limits;
import io.meanfield.driver.round.Position;
import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.driver.round.RoundCosts;
import io.meanfield.driver.round.RoundPlan;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.DeltaCodec;
import io.meanfield.worker.sync.LocalSteps;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs short rounds and measures them, longer ones where steps are too little of them, then chooses
 * H by what they cost, once for the whole run: a checkpoint keeps the choice. What a round takes
 * beside steps is what it took and its replicas did not; how much of that is Spark's own, rounds
 * tell that move nothing. Used by one thread.
 */
final class AutoLengthEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(AutoLengthEngine.class);
  private static final int STEPS_OF_FIRST = 4;
  private static final int MAX_GROWTH = 16;

  private final Engine rounds;
  private final RunSpec run;
  private final LocalSteps strategy;
  private final EmptyRounds emptyRounds;
  private final Consumer<LengthChoice> listener;
  private final RoundMeter meter = new RoundMeter();
  private int stepsToMeasure = STEPS_OF_FIRST;

  AutoLengthEngine(
      Engine rounds,
      RunSpec run,
      LocalSteps strategy,
      EmptyRounds emptyRounds,
      Consumer<LengthChoice> listener) {
    this.rounds = rounds;
    this.run = run;
    this.strategy = strategy;
    this.emptyRounds = emptyRounds;
    this.listener = listener;
  }

  @Override
  public RunStates states() {
    return rounds.states();
  }

  @Override
  public int stepsPerRound(Position position) {
    return states().length().steps().orElse(stepsToMeasure);
  }

  @Override
  public Committed run(RoundAttempt attempt) {
    Committed committed = rounds.run(attempt);
    if (states().length().steps().isEmpty()) {
      meter.add(attempt.round(), committed, emptyRounds.jobs().numSlots());
      Limits limits = limitsAfter(attempt.round());
      if (meter.isDone()) {
        choose(limits);
      } else {
        lengthen(limits);
      }
    }
    return committed;
  }

  @Override
  public void close() {
    rounds.close();
  }

  /** Steps enough, by the latest round, for twice the accepted overhead: no costs are known yet. */
  private void lengthen(Limits limits) {
    double enough = meter.otherBySteps() / (2 * strategy.overhead());
    double most = Math.min(MAX_GROWTH * stepsToMeasure, limits.evened(limits.most()));
    stepsToMeasure = (int) Math.max(stepsToMeasure, Math.min(enough, most));
  }

  private Limits limitsAfter(RoundSpec round) {
    RoundPlan plan = new RoundPlan(run.stepPlan(), run.training().epochs());
    Position after = new Position(round.epoch(), round.endStep(), round.round() + 1, List.of());
    return Limits.of(plan, after);
  }

  private void choose(Limits limits) {
    LengthChoice choice = new LengthChoice(costs(), strategy.overhead(), limits);
    states().length().choose(choice.steps());
    LOG.info("local-steps: auto takes {}", choice);
    listener.accept(choice);
  }

  private RoundCosts costs() {
    double fixed = emptyRounds.seconds();
    double transfer = Math.max(0, meter.otherSeconds() - fixed);
    DeltaCodec deltas = new DeltaCodec(strategy.wire(), run.layout(), run.slicePlan());
    long parameters = (long) Float.BYTES * run.layout().length();
    return new RoundCosts(deltas.numBytes() + parameters, transfer, fixed, meter.stepSeconds());
  }
}
