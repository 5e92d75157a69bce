package io.meanfield.worker.protocol;

/**
 * Sums the errors of real-valued targets, and how much the targets themselves vary.
 *
 * <p>The loss of an example is the squared error averaged over its targets, as in Deeplearning4j's
 * LossMSE. The deviation of the targets is updated by one example after Welford, "Note on a method
 * for calculating corrected sums of squares and products", 1962, and merged after Chan, Golub and
 * LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979,
 * section 2: plain sums of squares would lose all digits when the mean is large.
 */
public final class TargetTally implements Tally {
  private static final long serialVersionUID = 1;

  private final double[] squaredErrors; // [target]
  private final double[] absoluteErrors; // [target]
  private final double[] means; // [target]
  private final double[] squaredDeviations; // [target]
  private long examples;

  TargetTally(int numTargets) {
    squaredErrors = new double[TallyRows.requireOutputs(numTargets)];
    absoluteErrors = new double[numTargets];
    means = new double[numTargets];
    squaredDeviations = new double[numTargets];
  }

  /** A tally that has seen nothing yet. */
  public static TargetTally empty(int numTargets) {
    return new TargetTally(numTargets);
  }

  @Override
  public Kind kind() {
    return Kind.TARGETS;
  }

  @Override
  public int numOutputs() {
    return squaredErrors.length;
  }

  @Override
  public long examples() {
    return examples;
  }

  @Override
  public double lossSum() {
    double sum = 0;
    for (double squaredError : squaredErrors) {
      sum += squaredError;
    }
    return sum / numOutputs();
  }

  /** Sum over examples of (output - label) squared. */
  public double squaredErrorSum(int target) {
    return squaredErrors[target];
  }

  /** Sum over examples of |output - label|. */
  public double absoluteErrorSum(int target) {
    return absoluteErrors[target];
  }

  /** Sum over examples of (label - mean label) squared. */
  public double squaredDeviationSum(int target) {
    return squaredDeviations[target];
  }

  @Override
  public void add(float[] outputs, float[] labels) {
    int rows = TallyRows.count(outputs, labels, numOutputs());
    for (int row = 0; row < rows; row++) {
      examples++;
      for (int target = 0; target < numOutputs(); target++) {
        double label = labels[row * numOutputs() + target];
        double error = outputs[row * numOutputs() + target] - label;
        squaredErrors[target] += error * error;
        absoluteErrors[target] += Math.abs(error);
        double deviation = label - means[target];
        means[target] += deviation / examples;
        squaredDeviations[target] += deviation * (label - means[target]);
      }
    }
  }

  @Override
  public TargetTally merge(Tally other) {
    TargetTally that = TallyRows.mergeable(TargetTally.class, numOutputs(), other);
    TargetTally merged = new TargetTally(numOutputs());
    merged.examples = examples + that.examples;
    double thatShare = merged.examples == 0 ? 0 : (double) that.examples / merged.examples;
    for (int target = 0; target < numOutputs(); target++) {
      double between = that.means[target] - means[target];
      merged.squaredErrors[target] = squaredErrors[target] + that.squaredErrors[target];
      merged.absoluteErrors[target] = absoluteErrors[target] + that.absoluteErrors[target];
      merged.means[target] = means[target] + between * thatShare;
      merged.squaredDeviations[target] =
          squaredDeviations[target]
              + that.squaredDeviations[target]
              + between * between * examples * thatShare;
    }
    return merged;
  }
}
