package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Losses;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * The loss of an output layer: fused with its softmax where it is the cross-entropy of one, else
 * Deeplearning4j's own.
 */
final class OutputLoss {

  /**
   * @param loss summed over the rows
   * @param slopes of the loss by what the activation is applied to, [rows, outputs]
   */
  record Result(double loss, INDArray slopes) {}

  private final ILossFunction function;
  private final IActivation activation;
  private final Kernels kernels;

  OutputLoss(BaseOutputLayer conf, Kernels kernels) {
    this.function = conf.getLossFn();
    this.activation = conf.getActivationFn();
    this.kernels = kernels;
  }

  /**
   * The loss and its gradient.
   *
   * @param sums before the activation, [rows, outputs]; written over
   * @param labels [rows, outputs], or [rows, 1] where the loss wants classes
   * @param mask [rows, 1], or [rows, outputs] where the loss takes it, or null
   */
  Result of(INDArray sums, INDArray labels, INDArray mask) {
    if (isFused(mask, sums)) {
      Losses losses = kernels.losses();
      if (function.getClass() == LossSparseMCXENT.class && labels.length() == sums.size(0)) {
        return new Result(losses.sparseCrossEntropy(sums, labels, mask, sums), sums);
      }
      if (function.getClass() != LossSparseMCXENT.class
          && Arrays.equals(labels.shape(), sums.shape())) {
        return new Result(losses.crossEntropy(sums, labels, mask, sums), sums);
      }
    }
    double loss = function.computeScore(labels, sums, activation, mask, false);
    return new Result(loss, function.computeGradient(labels, sums, activation, mask));
  }

  private boolean isFused(INDArray mask, INDArray sums) {
    return activation instanceof ActivationSoftmax
        && (mask == null || mask.length() == sums.size(0))
        && (function.getClass() == LossMCXENT.class
            || function.getClass() == LossNegativeLogLikelihood.class
            || function.getClass() == LossSparseMCXENT.class)
        && ((LossMCXENT) function).getWeights() == null
        && ((LossMCXENT) function).getSoftmaxClipEps() == Losses.MIN_PROBABILITY;
  }

  /** The activation of sums [rows, outputs], which are written over. */
  INDArray activate(INDArray sums, boolean training) {
    if (activation instanceof ActivationSoftmax) {
      kernels.losses().softmax(sums, sums);
      return sums;
    }
    return activation.getActivation(sums, training);
  }
}
