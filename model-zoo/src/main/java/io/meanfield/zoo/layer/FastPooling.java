package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Poolings;
import io.meanfield.zoo.kernel.Saved;
import io.meanfield.zoo.kernel.Window;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Maximum or mean of windows over images. */
final class FastPooling extends SubsamplingLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;
  private final transient Saved saved = new Saved();
  private final Poolings.Kind kind;

  FastPooling(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
    this.kind = kind(layerConf()).orElseThrow();
  }

  static Optional<Poolings.Kind> kind(org.deeplearning4j.nn.conf.layers.SubsamplingLayer layer) {
    return switch (layer.getPoolingType()) {
      case MAX -> Optional.of(Poolings.Kind.MAX);
      case AVG ->
          Optional.of(
              layer.isAvgPoolIncludePadInDivisor()
                  ? Poolings.Kind.MEAN_OF_WINDOW
                  : Poolings.Kind.MEAN_OF_SEEN);
      default -> Optional.empty();
    };
  }

  static Windows windows(org.deeplearning4j.nn.conf.layers.SubsamplingLayer layer) {
    return new Windows(
        layer.getConvolutionMode(),
        layer.getKernelSize(),
        layer.getStride(),
        layer.getDilation(),
        layer.getPadding());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray image = image();
    Window window = window(image);
    INDArray output =
        Images.create(
            workspaces,
            ArrayType.ACTIVATIONS,
            image,
            image.size(0),
            image.size(1),
            window.outputHeight(image.size(2)),
            window.outputWidth(image.size(3)));
    kernels.poolings().forward(kind, window, image, saved, output);
    return Images.inFormat(output, layerConf().getCnn2dDataFormat());
  }

  private INDArray image() {
    return Images.channelsFirst(input, layerConf().getCnn2dDataFormat());
  }

  private Window window(INDArray image) {
    return windows(layerConf()).over(image.size(2), image.size(3));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray image = image();
    INDArray gradient = Images.channelsFirst(epsilon, layerConf().getCnn2dDataFormat());
    INDArray result = Images.create(workspaces, ArrayType.ACTIVATION_GRAD, image, image.shape());
    kernels
        .poolings()
        .gradient(kind, window(image), new Poolings.Forward(image, saved), gradient, result);
    return new Pair<>(
        new DefaultGradient(), Images.inFormat(result, layerConf().getCnn2dDataFormat()));
  }
}
