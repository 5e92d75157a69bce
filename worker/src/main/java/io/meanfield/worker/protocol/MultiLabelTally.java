package io.meanfield.worker.protocol;

/**
 * Counts, for labels that are each true or not, how often each was said and was true. A label is
 * said when its probability is above one half, as in Deeplearning4j's EvaluationBinary.
 *
 * <p>The loss of an example is the binary cross-entropy summed over its labels, -Σ (y ln p + (1 -
 * y) ln (1 - p)), with p kept within [1e-5, 1 - 1e-5]; sum and bounds are those of Deeplearning4j's
 * LossBinaryXENT.
 */
public final class MultiLabelTally implements Tally {
  private static final long serialVersionUID = 1;
  private static final double MIN_PROBABILITY = 1e-5;
  private static final double THRESHOLD = 0.5;

  private final long[] truePositives; // [label]
  private final long[] falsePositives; // [label]
  private final long[] falseNegatives; // [label]
  private double lossSum;
  private long exactMatches;
  private long examples;

  MultiLabelTally(int numLabels) {
    truePositives = new long[TallyRows.requireOutputs(numLabels)];
    falsePositives = new long[numLabels];
    falseNegatives = new long[numLabels];
  }

  /** A tally that has seen nothing yet. */
  public static MultiLabelTally empty(int numLabels) {
    return new MultiLabelTally(numLabels);
  }

  @Override
  public Kind kind() {
    return Kind.LABELS;
  }

  @Override
  public int numOutputs() {
    return truePositives.length;
  }

  @Override
  public long examples() {
    return examples;
  }

  @Override
  public double lossSum() {
    return lossSum;
  }

  public long truePositives(int label) {
    return truePositives[label];
  }

  public long falsePositives(int label) {
    return falsePositives[label];
  }

  public long falseNegatives(int label) {
    return falseNegatives[label];
  }

  /** Examples with every label right. */
  public long exactMatches() {
    return exactMatches;
  }

  @Override
  public void add(float[] outputs, float[] labels) {
    int rows = TallyRows.count(outputs, labels, numOutputs());
    for (int row = 0; row < rows; row++) {
      int numRight = 0;
      for (int label = 0; label < numOutputs(); label++) {
        int index = row * numOutputs() + label;
        boolean actual = TallyRows.isSet(labels, index, numOutputs());
        boolean said = outputs[index] > THRESHOLD;
        count(label, actual, said);
        numRight += actual == said ? 1 : 0;
        lossSum += loss(actual ? outputs[index] : 1.0 - outputs[index]);
      }
      exactMatches += numRight == numOutputs() ? 1 : 0;
      examples++;
    }
  }

  @Override
  public MultiLabelTally merge(Tally other) {
    MultiLabelTally that = TallyRows.mergeable(MultiLabelTally.class, numOutputs(), other);
    MultiLabelTally merged = new MultiLabelTally(numOutputs());
    for (int label = 0; label < numOutputs(); label++) {
      merged.truePositives[label] = truePositives[label] + that.truePositives[label];
      merged.falsePositives[label] = falsePositives[label] + that.falsePositives[label];
      merged.falseNegatives[label] = falseNegatives[label] + that.falseNegatives[label];
    }
    merged.lossSum = lossSum + that.lossSum;
    merged.exactMatches = exactMatches + that.exactMatches;
    merged.examples = examples + that.examples;
    return merged;
  }

  private void count(int label, boolean actual, boolean said) {
    if (actual && said) {
      truePositives[label]++;
    } else if (said) {
      falsePositives[label]++;
    } else if (actual) {
      falseNegatives[label]++;
    }
  }

  private static double loss(double probabilityOfTruth) {
    return -StrictMath.log(
        Math.min(Math.max(probabilityOfTruth, MIN_PROBABILITY), 1 - MIN_PROBABILITY));
  }
}
