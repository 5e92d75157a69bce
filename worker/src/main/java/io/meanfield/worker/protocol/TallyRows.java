package io.meanfield.worker.protocol;

/** The checks that every kind of tally makes at its border. */
final class TallyRows {
  private TallyRows() {}

  static int requireOutputs(int numOutputs) {
    if (numOutputs < 1) {
      throw new IllegalArgumentException(
          "expected a tally of at least one output, found " + numOutputs);
    }
    return numOutputs;
  }

  /** The number of rows in both arrays. */
  static int count(float[] outputs, float[] labels, int numOutputs) {
    if (outputs.length != labels.length || outputs.length % numOutputs != 0) {
      throw new IllegalArgumentException(
          "expected as many outputs as labels in whole rows of %d, found %d outputs and %d labels"
              .formatted(numOutputs, outputs.length, labels.length));
    }
    return outputs.length / numOutputs;
  }

  /** Where the largest output of a row is, the first of them when there are several. */
  static int largest(float[] outputs, int row, int numOutputs) {
    int first = row * numOutputs;
    int largest = 0;
    for (int i = 1; i < numOutputs; i++) {
      if (outputs[first + i] > outputs[first + largest]) {
        largest = i;
      }
    }
    return largest;
  }

  /** The other tally as the type of the one it is merged into. */
  static <T extends Tally> T mergeable(Class<T> type, int numOutputs, Tally other) {
    if (!type.isInstance(other) || other.numOutputs() != numOutputs) {
      throw new IllegalArgumentException(
          "expected a %s of %d outputs to merge with, found a %s of %d"
              .formatted(
                  type.getSimpleName(),
                  numOutputs,
                  other.getClass().getSimpleName(),
                  other.numOutputs()));
    }
    return type.cast(other);
  }

  /**
   * The label of one row at one place, which must be 0 or 1.
   *
   * @param index place in the row-major labels
   */
  static boolean isSet(float[] labels, int index, int numOutputs) {
    float label = labels[index];
    if (label != 0 && label != 1) {
      throw new IllegalArgumentException(
          "expected a label of 0 or 1, found %s in row %d, output %d"
              .formatted(label, index / numOutputs, index % numOutputs));
    }
    return label == 1;
  }
}
