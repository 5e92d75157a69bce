package io.meanfield.driver.evaluate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.meanfield.worker.protocol.ClassTally;
import io.meanfield.worker.protocol.MultiLabelTally;
import io.meanfield.worker.protocol.StepTally;
import io.meanfield.worker.protocol.Tally;
import io.meanfield.worker.protocol.TargetTally;
import java.util.List;

/** What a model is worth on the examples of one tally. A ratio of nothing to nothing is 0. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClassMetrics.class, name = "classes"),
  @JsonSubTypes.Type(value = MultiLabelMetrics.class, name = "labels"),
  @JsonSubTypes.Type(value = TargetMetrics.class, name = "targets"),
  @JsonSubTypes.Type(value = StepMetrics.class, name = "steps")
})
public sealed interface Metrics
    permits ClassMetrics, MultiLabelMetrics, TargetMetrics, StepMetrics {

  /**
   * Computes the metrics.
   *
   * @param names of the classes, labels or targets in the order of the model's outputs; not used
   *     for classes at every step
   * @throws IllegalArgumentException when the tally has seen nothing or has another number of
   *     outputs than there are names
   */
  static Metrics of(Tally tally, List<String> names) {
    if (!(tally instanceof StepTally) && names.size() != tally.numOutputs()) {
      throw new IllegalArgumentException(
          "expected a name for each of %d outputs, found %d names"
              .formatted(tally.numOutputs(), names.size()));
    }
    if (tally.examples() == 0) {
      throw new IllegalArgumentException(
          "expected at least one example to evaluate, found none; give this part of the data set"
              + " a larger fraction");
    }
    if (tally instanceof StepTally steps) {
      return StepMetrics.of(steps);
    }
    if (tally instanceof ClassTally classes) {
      return ClassMetrics.of(classes, names);
    }
    return tally instanceof MultiLabelTally labels
        ? MultiLabelMetrics.of(labels, names)
        : TargetMetrics.of((TargetTally) tally, names);
  }

  Tally.Kind kind();

  /** Number of examples evaluated, or of their steps. */
  long examples();

  /**
   * The value of one metric.
   *
   * @throws IllegalArgumentException when the metric does not fit {@link #kind()}
   */
  double value(MetricName name);

  /** The metrics to show first, most telling first, the loss last. */
  List<MetricName> headlineNames();

  /** The values of {@link #headlineNames()}. */
  default List<MetricValue> headline() {
    return headlineNames().stream().map(name -> new MetricValue(name, value(name))).toList();
  }
}
