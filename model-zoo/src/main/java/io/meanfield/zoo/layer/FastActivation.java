package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Activation;
import io.meanfield.zoo.kernel.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An activation as a layer of its own, over arrays of any shape. */
final class FastActivation extends ActivationLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;
  private final Activation activation;
  private transient INDArray told;

  /**
   * @param activation {@link Activation#IDENTITY} where the layer before does it already
   */
  FastActivation(
      NeuralNetConfiguration conf, DataType type, Kernels kernels, Activation activation) {
    super(conf, type);
    this.kernels = kernels;
    this.activation = activation;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (activation.equals(Activation.IDENTITY)) {
      return workspaces.leverageTo(ArrayType.ACTIVATIONS, input);
    }
    INDArray output = Lying.like(input, ArrayType.ACTIVATIONS, workspaces);
    kernels.elementwise().activate(activation, input, output);
    told = activation.isToldByOutput() ? output : input;
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray result = Lying.like(input, ArrayType.ACTIVATION_GRAD, workspaces);
    if (activation.equals(Activation.IDENTITY)) {
      kernels.elementwise().copy(epsilon, result);
    } else {
      kernels.elementwise().activateGradient(activation, told, epsilon, result);
    }
    return new Pair<>(new DefaultGradient(), result);
  }

  @Override
  public void clear() {
    super.clear();
    told = null;
  }
}
