package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Poolings;
import io.meanfield.zoo.kernel.Saved;
import io.meanfield.zoo.kernel.Window;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.Subsampling1DLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Maximum or mean of windows over time. */
final class FastPooling1D extends Subsampling1DLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;
  private final transient Saved saved = new Saved();
  private final Poolings.Kind kind;

  FastPooling1D(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
    this.kind = FastPooling.kind(layerConf()).orElseThrow();
  }

  /** Stock layers take sequences in the other format for images of another height. */
  static boolean fits(org.deeplearning4j.nn.conf.layers.SubsamplingLayer layer) {
    return windows(layer).areUsual()
        && FastPooling.kind(layer).isPresent()
        && layer.getCnn2dDataFormat() == CNN2DFormat.NCHW;
  }

  private static Windows windows(org.deeplearning4j.nn.conf.layers.SubsamplingLayer layer) {
    return Windows.overTime(
        layer.getConvolutionMode(),
        layer.getKernelSize()[0],
        layer.getStride()[0],
        layer.getDilation()[0],
        layer.getPadding()[0]);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Window window = window();
    INDArray output =
        Sequences.create(
            workspaces,
            ArrayType.ACTIVATIONS,
            input,
            input.size(0),
            input.size(1),
            window.outputWidth(input.size(2)));
    kernels
        .poolings()
        .forward(kind, window, Sequences.asImages(input), saved, Sequences.asImages(output));
    mask(output);
    return output;
  }

  private Window window() {
    return windows(layerConf()).over(1, input.size(2));
  }

  private void mask(INDArray sequences) {
    if (maskArray != null) {
      int batch = (int) sequences.size(0);
      INDArray reduced = feedForwardMaskArray(maskArray, MaskState.Active, batch).getFirst();
      kernels.elementwise().fill(sequences, reduced, 0);
    }
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray above = epsilon;
    if (maskArray != null) {
      above = Sequences.create(workspaces, ArrayType.BP_WORKING_MEM, epsilon, epsilon.shape());
      kernels.elementwise().copy(epsilon, above);
      mask(above);
    }
    INDArray result = Sequences.create(workspaces, ArrayType.ACTIVATION_GRAD, input, input.shape());
    kernels
        .poolings()
        .gradient(
            kind,
            window(),
            new Poolings.Forward(Sequences.asImages(input), saved),
            Sequences.asImages(above),
            Sequences.asImages(result));
    return new Pair<>(new DefaultGradient(), result);
  }
}
