package io.meanfield.driver.report;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.meanfield.datasets.Part;
import io.meanfield.driver.evaluate.MetricName;
import io.meanfield.driver.evaluate.Metrics;
import io.meanfield.driver.round.LengthChoice;
import io.meanfield.driver.round.RoundCosts;
import io.meanfield.worker.protocol.PhaseTimes;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What happened in a run, as it is kept in its {@link EventLog}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.RunStarted.class, name = "run-started"),
  @JsonSubTypes.Type(value = Event.RunResumed.class, name = "run-resumed"),
  @JsonSubTypes.Type(value = Event.LocalStepsChosen.class, name = "local-steps-chosen"),
  @JsonSubTypes.Type(value = Event.RoundCommitted.class, name = "round-committed"),
  @JsonSubTypes.Type(value = Event.RoundRolledBack.class, name = "round-rolled-back"),
  @JsonSubTypes.Type(value = Event.RoundRecovered.class, name = "round-recovered"),
  @JsonSubTypes.Type(value = Event.ReplicasAbsent.class, name = "replicas-absent"),
  @JsonSubTypes.Type(value = Event.Evaluated.class, name = "evaluated"),
  @JsonSubTypes.Type(value = Event.CheckpointWritten.class, name = "checkpoint-written"),
  @JsonSubTypes.Type(value = Event.RunFinished.class, name = "run-finished"),
  @JsonSubTypes.Type(value = Event.RunFailed.class, name = "run-failed")
})
public sealed interface Event {

  /**
   * A run begins from its first round.
   *
   * @param manifestSha256 hash of the data set's manifest
   * @param model the catalogue's name of the model, or the file it came from
   */
  @JsonNaming(KebabCaseStrategy.class)
  record RunStarted(
      String manifestSha256, String model, long numParameters, int replicas, long numRounds)
      implements Event {}

  /**
   * A run goes on from a checkpoint.
   *
   * @param round number of rounds that the checkpoint holds
   */
  @JsonNaming(KebabCaseStrategy.class)
  record RunResumed(String checkpoint, long round) implements Event {}

  /**
   * A run has chosen how many steps its rounds have from now on.
   *
   * @param overhead the share of a round that may go by without steps
   * @param most the limit above which too few rounds would be left
   * @param costs what was measured
   */
  @JsonNaming(KebabCaseStrategy.class)
  record LocalStepsChosen(int localSteps, double overhead, int most, RoundCosts costs)
      implements Event {
    public static LocalStepsChosen of(LengthChoice choice) {
      return new LocalStepsChosen(
          choice.steps(), choice.overhead(), choice.limits().most(), choice.costs());
    }
  }

  /**
   * The driver accepted a round.
   *
   * @param round number of rounds committed with it
   * @param loss mean training loss of its examples
   * @param nanosByPhase where its time went
   * @param kernels the native kernels that computed it, one unless machines differ
   */
  @JsonNaming(KebabCaseStrategy.class)
  record RoundCommitted(
      int epoch,
      long round,
      double loss,
      long examples,
      PhaseTimes nanosByPhase,
      List<String> kernels)
      implements Event {}

  /**
   * An attempt at a round failed, and the round begins again.
   *
   * @param round its number, from 1
   * @param attempt from 1
   */
  @JsonNaming(KebabCaseStrategy.class)
  record RoundRolledBack(long round, int attempt, String reason) implements Event {}

  /**
   * A round went on after a rank was lost.
   *
   * @param round its number, from 1
   * @param stepsKept that did not have to be repeated
   * @param ranks with which it went on
   * @param seconds from when the driver noticed the loss
   */
  @JsonNaming(KebabCaseStrategy.class)
  record RoundRecovered(long round, int stepsKept, int ranks, double seconds) implements Event {}

  /**
   * A round is committed without some replicas.
   *
   * @param round its number, from 1
   * @param missing replicas that were late; their examples are made up for
   * @param leftOut replicas whose deltas are no numbers or too long
   */
  @JsonNaming(KebabCaseStrategy.class)
  record ReplicasAbsent(long round, List<Integer> missing, List<Integer> leftOut)
      implements Event {}

  /**
   * A part of the data was evaluated.
   *
   * @param round number of rounds committed before it
   * @param metrics headline metrics in the order of {@link MetricName}
   */
  @JsonNaming(KebabCaseStrategy.class)
  record Evaluated(long round, Part part, long examples, Map<MetricName, Double> metrics)
      implements Event {
    public Evaluated {
      EnumMap<MetricName, Double> ordered = new EnumMap<>(MetricName.class);
      ordered.putAll(metrics);
      metrics = Collections.unmodifiableMap(ordered);
    }

    /** The event of these metrics. */
    public static Evaluated of(long round, Part part, Metrics metrics) {
      EnumMap<MetricName, Double> headline = new EnumMap<>(MetricName.class);
      metrics.headline().forEach(value -> headline.put(value.name(), value.value()));
      return new Evaluated(round, part, metrics.examples(), headline);
    }
  }

  /** A checkpoint was written, verified and moved to its place. */
  @JsonNaming(KebabCaseStrategy.class)
  record CheckpointWritten(long round, String path) implements Event {}

  /**
   * A run ended well.
   *
   * @param rounds committed in all, fewer than planned if validation stopped it
   * @param examples number of training examples seen, by earlier processes too
   */
  @JsonNaming(KebabCaseStrategy.class)
  record RunFinished(long rounds, long examples, String parametersSha256) implements Event {}

  /**
   * A run ended with an error.
   *
   * @param code what sort of error
   */
  @JsonNaming(KebabCaseStrategy.class)
  record RunFailed(String code, String message) implements Event {}
}
