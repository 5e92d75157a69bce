package io.meanfield.worker.protocol;

/**
 * Counts how often the most probable class was the right one, at every step of every example. A
 * language model has too many classes for a table of all.
 *
 * <p>The loss of a step is that of {@link ClassTally}, and so is the predicted class.
 */
public final class StepTally implements Tally {
  private static final long serialVersionUID = 1;

  /** The label of a step that does not count, such as padding. */
  public static final int NONE = -1;

  private final int numClasses;
  private long steps;
  private long right;
  private double lossSum;

  StepTally(int numClasses) {
    this.numClasses = TallyRows.requireOutputs(numClasses);
  }

  @Override
  public Kind kind() {
    return Kind.STEPS;
  }

  @Override
  public int numOutputs() {
    return numClasses;
  }

  @Override
  public long examples() {
    return steps;
  }

  @Override
  public double lossSum() {
    return lossSum;
  }

  /** Number of steps whose class was predicted. */
  public long right() {
    return right;
  }

  /**
   * @param outputs [steps, numOutputs]
   * @param labels [steps] numbers of classes, or {@link #NONE}
   */
  @Override
  public void add(float[] outputs, float[] labels) {
    if (outputs.length != (long) labels.length * numClasses) {
      throw new IllegalArgumentException(
          "expected %d outputs for each of %d labels, found %d outputs"
              .formatted(numClasses, labels.length, outputs.length));
    }
    for (int step = 0; step < labels.length; step++) {
      if (labels[step] != NONE) {
        add(outputs, step, actual(labels, step));
      }
    }
  }

  private void add(float[] outputs, int step, int actual) {
    float probability = outputs[step * numClasses + actual];
    lossSum -= StrictMath.log(Math.max(probability, ClassTally.MIN_PROBABILITY));
    right += TallyRows.largest(outputs, step, numClasses) == actual ? 1 : 0;
    steps++;
  }

  private int actual(float[] labels, int step) {
    int actual = (int) labels[step];
    if (actual != labels[step] || actual < 0 || actual >= numClasses) {
      throw new IllegalArgumentException(
          "expected the number of one of %d classes, found %s at step %d"
              .formatted(numClasses, labels[step], step));
    }
    return actual;
  }

  @Override
  public StepTally merge(Tally other) {
    StepTally that = TallyRows.mergeable(StepTally.class, numClasses, other);
    StepTally merged = new StepTally(numClasses);
    merged.steps = steps + that.steps;
    merged.right = right + that.right;
    merged.lossSum = lossSum + that.lossSum;
    return merged;
  }
}
