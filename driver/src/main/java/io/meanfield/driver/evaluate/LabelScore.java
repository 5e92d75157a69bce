package io.meanfield.driver.evaluate;

/**
 * How well one class or label is told from the others. A ratio of nothing to nothing is 0: the
 * precision of a class that was never predicted, the recall of one that never occurs.
 *
 * @param precision share of the examples predicted as this that are this
 * @param recall share of the examples that are this that were predicted as this
 * @param f1 harmonic mean of precision and recall
 * @param support number of examples that are this
 */
public record LabelScore(String name, double precision, double recall, double f1, long support) {

  static LabelScore of(String name, long truePositives, long falsePositives, long falseNegatives) {
    long support = truePositives + falseNegatives;
    return new LabelScore(
        name,
        ratio(truePositives, truePositives + falsePositives),
        ratio(truePositives, support),
        ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
        support);
  }

  static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
