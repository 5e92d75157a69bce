package io.meanfield.worker;

/**
 * What gradients were taken of.
 *
 * @param numLosses as in {@link io.meanfield.zoo.FlatMemory}
 * @param lossSum over the examples
 */
record Counts(long numLosses, long numExamples, double lossSum) {
  static final Counts NONE = new Counts(0, 0, 0);

  Counts plus(Counts other) {
    return new Counts(
        numLosses + other.numLosses, numExamples + other.numExamples, lossSum + other.lossSum);
  }

  /** As the numbers of a message. */
  long[] numbers() {
    return new long[] {numLosses, numExamples, Double.doubleToRawLongBits(lossSum)};
  }

  static Counts of(long[] numbers) {
    return new Counts(numbers[0], numbers[1], Double.longBitsToDouble(numbers[2]));
  }
}
