package io.meanfield.zoo;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The vectors that a network for token sequences has for its words, to be changed in place. */
public final class WordEmbedding {
  private final INDArray weights; // [words, size], a view of the network's parameters

  WordEmbedding(INDArray weights) {
    this.weights = weights;
  }

  /** How many numbers a vector has. */
  public int size() {
    return Math.toIntExact(weights.size(1));
  }

  /**
   * @param word its number, from 0
   * @param vector [size]
   */
  public void set(int word, float[] vector) {
    if (vector.length != size()) {
      throw new IllegalArgumentException(
          "expected a vector of %d numbers, found %d".formatted(size(), vector.length));
    }
    weights.putRow(word, Nd4j.createFromArray(vector));
  }
}
