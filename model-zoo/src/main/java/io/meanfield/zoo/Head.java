package io.meanfield.zoo;

import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What a model's outputs are and which loss is minimised; losses are means over the batch. */
public enum Head {
  /** Probabilities of classes of which one is right; cross-entropy, -sum_k y_k log p_k. */
  SOFTMAX(Activation.SOFTMAX, LossFunction.MCXENT),
  /**
   * Independent probabilities; binary cross-entropy, -sum_k y_k log p_k + (1-y_k) log(1-p_k), with
   * p kept 1e-5 away from 0 and 1.
   */
  SIGMOID(Activation.SIGMOID, LossFunction.XENT),
  /** Real numbers; squared error averaged over the outputs. */
  LINEAR(Activation.IDENTITY, LossFunction.MSE),
  /**
   * At every step of a sequence, probabilities of classes of which one is right, as in language
   * models; cross-entropy, -log p of the right one, averaged over the steps of the batch that are
   * not padding.
   */
  TOKENS(Activation.SOFTMAX, LossFunction.SPARSE_MCXENT);

  final Activation activation;
  final LossFunction loss;

  Head(Activation activation, LossFunction loss) {
    this.activation = activation;
    this.loss = loss;
  }
}
