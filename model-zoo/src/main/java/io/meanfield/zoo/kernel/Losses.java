package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Probabilities of classes and what they cost. Arrays may be views with any strides. */
public interface Losses {
  /** Probabilities below it count as it in a loss, as in Deeplearning4j's LossMCXENT. */
  double MIN_PROBABILITY = 1e-10;

  /** Over the last dimension: p_k = exp(z_k) / sum_j exp(z_j); both may be the same array. */
  void softmax(INDArray logits, INDArray probabilities);

  /**
   * Over the last dimension: dz_k = p_k (dp_k - sum_j p_j dp_j); all may be the same array.
   *
   * @param probabilities what {@link #softmax} gave
   */
  void softmaxGradient(INDArray probabilities, INDArray outputGradient, INDArray inputGradient);

  /**
   * Cross-entropy -sum_rk w_r y_rk log p_rk of a softmax, and its gradient w_r (p_rk - y_rk), both
   * summed over the rows.
   *
   * @param logits [rows, classes]
   * @param labels y [rows, classes], probabilities
   * @param weights w of rows elements, or null for 1
   * @param gradient [rows, classes], may be the logits
   * @return the loss
   */
  double crossEntropy(INDArray logits, INDArray labels, INDArray weights, INDArray gradient);

  /**
   * {@link #crossEntropy} where one class of each row is right.
   *
   * @param logits [rows, classes]
   * @param classes of rows elements, integers of [0, classes); anything where the weight is 0
   * @param weights of rows elements, or null for 1
   * @param gradient [rows, classes], may be the logits
   * @return the loss
   * @throws IllegalArgumentException if there is no such class
   */
  double sparseCrossEntropy(INDArray logits, INDArray classes, INDArray weights, INDArray gradient);
}
