package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import java.util.Collections;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.DropoutLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Plain dropout as a layer of its own, over arrays of any shape. */
final class FastDropout extends DropoutLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;
  private final transient Dropping dropping;

  FastDropout(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
    this.dropping = new Dropping(conf.getLayer().getIDropout(), kernels);
    setParamTable(Collections.emptyMap()); // as stock does; a sequence of layers asks for it
  }

  static boolean fits(Layer stock, Kernels kernels) {
    return new Dropping(stock.conf().getLayer().getIDropout(), kernels).isPlain();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    if (!training || maskArray != null) {
      return super.activate(training, workspaces);
    }
    assertInputSet(false);
    return dropping.apply(input, Lying.like(input, ArrayType.ACTIVATIONS, workspaces));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    if (maskArray != null) {
      return super.backpropGradient(epsilon, workspaces);
    }
    assertInputSet(true);
    INDArray result = Lying.like(input, ArrayType.ACTIVATION_GRAD, workspaces);
    kernels.elementwise().copy(epsilon, result);
    return new Pair<>(new DefaultGradient(), dropping.gradient(result));
  }
}
