package io.meanfield.worker.protocol;

/**
 * Counts how often each class was taken for each class.
 *
 * <p>The loss of an example is the cross-entropy -ln max(p, 1e-10), where p is the probability that
 * the model gave to the actual class; the bound is that of Deeplearning4j's LossMCXENT. The
 * predicted class is the most probable one, the first of them when several are.
 */
public final class ClassTally implements Tally {
  private static final long serialVersionUID = 1;
  static final double MIN_PROBABILITY = 1e-10;

  private final long[][] confusion; // [actual, predicted]
  private double lossSum;
  private long examples;

  ClassTally(int numClasses) {
    int extent = TallyRows.requireOutputs(numClasses);
    confusion = new long[extent][extent];
  }

  /** A tally that has seen nothing yet. */
  public static ClassTally empty(int numClasses) {
    return new ClassTally(numClasses);
  }

  @Override
  public Kind kind() {
    return Kind.CLASSES;
  }

  @Override
  public int numOutputs() {
    return confusion.length;
  }

  @Override
  public long examples() {
    return examples;
  }

  @Override
  public double lossSum() {
    return lossSum;
  }

  /** How many examples of the actual class were taken for the predicted one. */
  public long count(int actual, int predicted) {
    return confusion[actual][predicted];
  }

  @Override
  public void add(float[] outputs, float[] labels) {
    int rows = TallyRows.count(outputs, labels, numOutputs());
    for (int row = 0; row < rows; row++) {
      int actual = actual(labels, row);
      confusion[actual][TallyRows.largest(outputs, row, numOutputs())]++;
      lossSum -= StrictMath.log(Math.max(outputs[row * numOutputs() + actual], MIN_PROBABILITY));
      examples++;
    }
  }

  @Override
  public ClassTally merge(Tally other) {
    ClassTally that = TallyRows.mergeable(ClassTally.class, numOutputs(), other);
    ClassTally merged = new ClassTally(numOutputs());
    for (int actual = 0; actual < numOutputs(); actual++) {
      for (int predicted = 0; predicted < numOutputs(); predicted++) {
        merged.confusion[actual][predicted] =
            confusion[actual][predicted] + that.confusion[actual][predicted];
      }
    }
    merged.lossSum = lossSum + that.lossSum;
    merged.examples = examples + that.examples;
    return merged;
  }

  private int actual(float[] labels, int row) {
    int first = row * numOutputs();
    int found = -1;
    int numSet = 0;
    for (int i = 0; i < numOutputs(); i++) {
      if (TallyRows.isSet(labels, first + i, numOutputs())) {
        found = i;
        numSet++;
      }
    }
    if (numSet != 1) {
      throw new IllegalArgumentException(
          "expected exactly one class to be set, found %d in row %d".formatted(numSet, row));
    }
    return found;
  }
}
