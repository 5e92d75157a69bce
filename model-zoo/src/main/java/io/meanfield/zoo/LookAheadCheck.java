package io.meanfield.zoo;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Whether a network that tells the next word of a translation sees it before: it could not
 * translate, however well it scores.
 */
final class LookAheadCheck {
  private static final double TOLERANCE = 1e-4; // of probabilities, relative; of rounding 1e-6

  private final Network network;
  private final InputShape.Pair shape;

  LookAheadCheck(Network network, InputShape.Pair shape) {
    this.network = network;
    this.shape = shape;
  }

  /** A pair of the last words of the vocabulary. */
  static INDArray example(InputShape.Pair shape) {
    long[] extents = {1, (long) shape.maxSourceTokens() + shape.maxTargetTokens()};
    return Nd4j.valueArrayOf(extents, shape.vocabularySize() - 1, DataType.FLOAT);
  }

  /**
   * @throws IllegalArgumentException if the last word of a translation changes answers before it
   */
  void run() {
    INDArray example = example(shape);
    INDArray before = network.output(new Tensors(example, null, null)).dup();
    INDArray other = example.dup();
    other.putScalar(0, other.size(1) - 1, 0);
    INDArray after = network.output(new Tensors(other, null, null));
    for (int step = 0; step < shape.maxTargetTokens() - 1; step++) {
      for (int word = 0; word < shape.vocabularySize(); word++) {
        double found = after.getDouble(0, step, word);
        double expected = before.getDouble(0, step, word);
        if (!(Math.abs(found - expected) <= TOLERANCE * Math.abs(expected))) {
          throw new IllegalArgumentException(
              "expected a network that reads a translation up to the word before the next one, found one whose answer at step %d of %d changes with the last word: its inputs are the text and then the translation, and layers over the translation must be causal"
                  .formatted(step + 1, shape.maxTargetTokens()));
        }
      }
    }
  }
}
