package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Activation;
import io.meanfield.zoo.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer's activation: how much of it is fused, and what its gradient needs. Of one layer. */
final class Epilogue {
  private final Activation activation;
  private final Kernels kernels;
  private INDArray told;

  Epilogue(Activation activation, Kernels kernels) {
    this.activation = activation;
    this.kernels = kernels;
  }

  /** What the product before it may apply itself, leaving the rest to {@link #finish}. */
  Activation fused() {
    return activation.isToldByOutput() ? activation : Activation.IDENTITY;
  }

  /** Whether {@link #finish} in training needs memory for its result besides its input. */
  boolean keepsInput() {
    return !activation.isToldByOutput();
  }

  /**
   * @param sums what the product made
   * @param output where the result is to be; sums itself where nothing has to be kept
   */
  INDArray finish(INDArray sums, INDArray output) {
    told = sums;
    if (keepsInput()) {
      kernels.elementwise().activate(activation, sums, output);
    }
    return output;
  }

  /** Whether the gradient passes unchanged. */
  boolean isIdentity() {
    return activation.equals(Activation.IDENTITY);
  }

  /** The gradient before the activation, of the last {@link #finish}. */
  INDArray gradient(INDArray outputGradient, INDArray into) {
    kernels.elementwise().activateGradient(activation, told, outputGradient, into);
    return into;
  }

  void clear() {
    told = null;
  }
}
