package io.meanfield.zoo.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.meanfield.zoo.kernel.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ZeroPaddingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Zeros around images. */
final class FastZeroPadding extends ZeroPaddingLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;

  FastZeroPadding(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    int[] padding = layerConf().getPadding();
    INDArray image = image();
    INDArray output =
        Images.create(
            workspaces,
            ArrayType.ACTIVATIONS,
            image,
            image.size(0),
            image.size(1),
            image.size(2) + padding[0] + padding[1],
            image.size(3) + padding[2] + padding[3]);
    output.assign(0);
    kernels.elementwise().copy(image, inside(output, image));
    return Images.inFormat(output, layerConf().getDataFormat());
  }

  private INDArray image() {
    return Images.channelsFirst(input, layerConf().getDataFormat());
  }

  private INDArray inside(INDArray padded, INDArray image) {
    int top = layerConf().getPadding()[0];
    int left = layerConf().getPadding()[2];
    return padded.get(
        all(), all(), interval(top, top + image.size(2)), interval(left, left + image.size(3)));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray image = image();
    INDArray result = Images.create(workspaces, ArrayType.ACTIVATION_GRAD, image, image.shape());
    INDArray above = Images.channelsFirst(epsilon, layerConf().getDataFormat());
    kernels.elementwise().copy(inside(above, image), result);
    return new Pair<>(new DefaultGradient(), Images.inFormat(result, layerConf().getDataFormat()));
  }
}
