package io.meanfield.zoo.layer;

import org.deeplearning4j.nn.gradient.Gradient;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer that can read an embedding's few vectors instead of the sequences made of them. */
interface ReadsWords {

  /** Nobody else reads the embedding's output. */
  void reads(FastEmbeddingSequence words);

  /** Hands the gradient of the vectors to the embedding, if it is that. */
  static Pair<Gradient, INDArray> handedOver(
      Pair<Gradient, INDArray> gradients, INDArray input, FastEmbeddingSequence words) {
    if (words == null || gradients.getSecond() == null || words.vectorsOf(input).isEmpty()) {
      return gradients;
    }
    words.take(gradients.getSecond());
    return new Pair<>(gradients.getFirst(), null);
  }
}
