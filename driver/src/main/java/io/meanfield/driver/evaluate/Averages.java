package io.meanfield.driver.evaluate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Precision, recall and F1 over all classes or labels. */
public record Averages(double precision, double recall, double f1) {

  /** Unweighted means over all classes, also those that never occur. */
  static Averages macro(List<LabelScore> scores) {
    return new Averages(
        mean(scores, LabelScore::precision),
        mean(scores, LabelScore::recall),
        mean(scores, LabelScore::f1));
  }

  /** The ratios of the counts summed over all labels. */
  static Averages micro(long truePositives, long falsePositives, long falseNegatives) {
    LabelScore all = LabelScore.of("all", truePositives, falsePositives, falseNegatives);
    return new Averages(all.precision(), all.recall(), all.f1());
  }

  private static double mean(List<LabelScore> scores, ToDoubleFunction<LabelScore> value) {
    return scores.stream().mapToDouble(value).sum() / scores.size();
  }
}
