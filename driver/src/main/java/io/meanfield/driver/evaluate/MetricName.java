package io.meanfield.driver.evaluate;

import static io.meanfield.driver.evaluate.MetricName.Direction.HIGHER;
import static io.meanfield.driver.evaluate.MetricName.Direction.LOWER;
import static io.meanfield.worker.protocol.Tally.Kind.CLASSES;
import static io.meanfield.worker.protocol.Tally.Kind.LABELS;
import static io.meanfield.worker.protocol.Tally.Kind.STEPS;
import static io.meanfield.worker.protocol.Tally.Kind.TARGETS;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.meanfield.worker.protocol.Tally;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics that can be asked for by name: which way is better, and for which outputs. */
public enum MetricName {
  ACCURACY("accuracy", HIGHER, CLASSES, STEPS),
  SUBSET_ACCURACY("subset-accuracy", HIGHER, LABELS),
  MACRO_PRECISION("macro-precision", HIGHER, CLASSES, LABELS),
  MACRO_RECALL("macro-recall", HIGHER, CLASSES, LABELS),
  MACRO_F1("macro-f1", HIGHER, CLASSES, LABELS),
  MICRO_F1("micro-f1", HIGHER, LABELS),
  MSE("mse", LOWER, TARGETS),
  RMSE("rmse", LOWER, TARGETS),
  MAE("mae", LOWER, TARGETS),
  R2("r2", HIGHER, TARGETS),
  PERPLEXITY("perplexity", LOWER, STEPS),
  LOSS("loss", LOWER, CLASSES, LABELS, TARGETS, STEPS);

  /** Which values of a metric are better. */
  public enum Direction {
    LOWER,
    HIGHER
  }

  private final String label;
  private final Direction direction;
  private final Set<Tally.Kind> kinds;

  MetricName(String label, Direction direction, Tally.Kind... kinds) {
    this.label = label;
    this.direction = direction;
    this.kinds = Set.of(kinds);
  }

  /**
   * The metric of a name such as "macro-f1".
   *
   * @throws IllegalArgumentException naming all metrics when there is none of that name
   */
  @JsonCreator
  public static MetricName of(String label) {
    return Arrays.stream(values())
        .filter(name -> name.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a metric (one of %s), found %s"
                        .formatted(labels(Arrays.stream(values())), label)));
  }

  /** The metric's name in configuration, tables and files. */
  @JsonValue
  public String label() {
    return label;
  }

  public Direction direction() {
    return direction;
  }

  /**
   * Whether the candidate is better than the incumbent by more than minImprovement. What is no
   * number is never better, and every number is better than that.
   *
   * @param minImprovement at least 0, in the metric's own unit
   */
  public boolean isBetter(double candidate, double incumbent, double minImprovement) {
    if (Double.isNaN(candidate) || Double.isNaN(incumbent)) {
      return !Double.isNaN(candidate);
    }
    return direction == LOWER
        ? candidate < incumbent - minImprovement
        : candidate > incumbent + minImprovement;
  }

  /**
   * Refuses a metric that outputs of this kind do not have.
   *
   * @throws IllegalArgumentException naming the metrics that they do have
   */
  public void requireFits(Tally.Kind kind) {
    if (!kinds.contains(kind)) {
      throw new IllegalArgumentException(
          "expected a metric of a model that predicts %s (one of %s), found %s"
              .formatted(
                  switch (kind) {
                    case CLASSES -> "classes";
                    case LABELS -> "independent labels";
                    case TARGETS -> "real-valued targets";
                    case STEPS -> "a class at every step";
                  },
                  labels(Arrays.stream(values()).filter(name -> name.kinds.contains(kind))),
                  label));
    }
  }

  private static String labels(Stream<MetricName> names) {
    return names.map(MetricName::label).collect(Collectors.joining(", "));
  }
}
