package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Activation;
import io.meanfield.zoo.kernel.Convolutions.Filters;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Window;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution and its activation over images [batch, channels, height, width]. Of one layer. */
final class Convolving {
  private final Kernels kernels;
  private final Epilogue epilogue;

  Convolving(Activation activation, Kernels kernels) {
    this.kernels = kernels;
    this.epilogue = new Epilogue(activation, kernels);
  }

  INDArray forward(
      INDArray image,
      Filters filters,
      Window window,
      boolean training,
      LayerWorkspaceMgr workspaces) {
    long[] shape = {
      image.size(0),
      filters.weights().size(0),
      window.outputHeight(image.size(2)),
      window.outputWidth(image.size(3))
    };
    INDArray sums = Images.create(workspaces, ArrayType.ACTIVATIONS, image, shape);
    kernels.convolutions().forward(image, filters, window, epilogue.fused(), sums);
    boolean keeps = training && epilogue.keepsInput();
    INDArray output = keeps ? Images.create(workspaces, ArrayType.ACTIVATIONS, image, shape) : sums;
    return epilogue.finish(sums, output);
  }

  /** The gradient of the sums before the activation, from that of the output. */
  INDArray gradient(INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    if (epilogue.isIdentity()) {
      return outputGradient;
    }
    INDArray memory =
        Images.create(workspaces, ArrayType.BP_WORKING_MEM, outputGradient, outputGradient.shape());
    return epilogue.gradient(outputGradient, memory);
  }

  /**
   * @param gradient of the sums before the activation
   * @param image what was convolved
   */
  INDArray inputGradient(
      INDArray gradient,
      INDArray weights,
      Window window,
      INDArray image,
      LayerWorkspaceMgr workspaces) {
    INDArray result = Images.create(workspaces, ArrayType.ACTIVATION_GRAD, image, image.shape());
    kernels.convolutions().inputGradient(gradient, weights, window, result);
    return result;
  }

  void clear() {
    epilogue.clear();
  }
}
