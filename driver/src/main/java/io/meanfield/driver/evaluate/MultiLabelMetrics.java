package io.meanfield.driver.evaluate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.meanfield.worker.protocol.MultiLabelTally;
import io.meanfield.worker.protocol.Tally;
import java.util.ArrayList;
import java.util.List;

/**
 * How well a model says of each label whether it holds.
 *
 * @param loss mean binary cross-entropy, summed over the labels of an example
 * @param subsetAccuracy share of examples with every label right
 */
@JsonNaming(KebabCaseStrategy.class)
public record MultiLabelMetrics(
    long examples,
    double loss,
    double subsetAccuracy,
    Averages micro,
    Averages macro,
    List<LabelScore> labels)
    implements Metrics {

  public MultiLabelMetrics {
    labels = List.copyOf(labels);
  }

  static MultiLabelMetrics of(MultiLabelTally tally, List<String> names) {
    List<LabelScore> labels = new ArrayList<>(names.size());
    long truePositives = 0;
    long falsePositives = 0;
    long falseNegatives = 0;
    for (int label = 0; label < names.size(); label++) {
      labels.add(
          LabelScore.of(
              names.get(label),
              tally.truePositives(label),
              tally.falsePositives(label),
              tally.falseNegatives(label)));
      truePositives += tally.truePositives(label);
      falsePositives += tally.falsePositives(label);
      falseNegatives += tally.falseNegatives(label);
    }
    return new MultiLabelMetrics(
        tally.examples(),
        tally.lossSum() / tally.examples(),
        LabelScore.ratio(tally.exactMatches(), tally.examples()),
        Averages.micro(truePositives, falsePositives, falseNegatives),
        Averages.macro(labels),
        labels);
  }

  @Override
  public Tally.Kind kind() {
    return Tally.Kind.LABELS;
  }

  @Override
  public List<MetricName> headlineNames() {
    return List.of(
        MetricName.SUBSET_ACCURACY, MetricName.MICRO_F1, MetricName.MACRO_F1, MetricName.LOSS);
  }

  @Override
  public double value(MetricName name) {
    name.requireFits(kind());
    return switch (name) {
      case SUBSET_ACCURACY -> subsetAccuracy;
      case MACRO_PRECISION -> macro.precision();
      case MACRO_RECALL -> macro.recall();
      case MACRO_F1 -> macro.f1();
      case MICRO_F1 -> micro.f1();
      case LOSS -> loss;
      default -> throw new AssertionError("fits labels but has no value: " + name.label());
    };
  }
}
