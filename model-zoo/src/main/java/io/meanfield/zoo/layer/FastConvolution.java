package io.meanfield.zoo.layer;

import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.WEIGHT_KEY;

import io.meanfield.zoo.kernel.Convolutions.Filters;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Window;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution over images. */
final class FastConvolution extends ConvolutionLayer implements FirstLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;
  private final transient Convolving convolving;
  private final transient Dropping dropping;
  private boolean isFirst;

  FastConvolution(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
    this.convolving = new Convolving(FastDense.activation(layerConf()).orElseThrow(), kernels);
    this.dropping = new Dropping(layerConf().getIDropout(), kernels);
  }

  static Windows windows(org.deeplearning4j.nn.conf.layers.ConvolutionLayer layer) {
    return new Windows(
        layer.getConvolutionMode(),
        layer.getKernelSize(),
        layer.getStride(),
        layer.getDilation(),
        layer.getPadding());
  }

  @Override
  public void isFirst() {
    isFirst = true;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    validateInputRank();
    applyDropOutIfNecessary(training, workspaces);
    Filters filters =
        new Filters(
            getParamWithNoise(WEIGHT_KEY, training, workspaces),
            hasBias() ? getParamWithNoise(BIAS_KEY, training, workspaces) : null);
    validateInputDepth(filters.weights().size(1));
    INDArray image = image();
    INDArray output = convolving.forward(image, filters, window(image), training, workspaces);
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
    Window window = window(image);
    INDArray gradient =
        convolving.gradient(
            Images.channelsFirst(epsilon, layerConf().getCnn2dDataFormat()), workspaces);
    Gradient result = new DefaultGradient();
    Filters filters =
        new Filters(gradientViews.get(WEIGHT_KEY), hasBias() ? gradientViews.get(BIAS_KEY) : null);
    kernels.convolutions().filterGradient(image, gradient, window, filters);
    result.setGradientFor(WEIGHT_KEY, filters.weights(), 'c');
    if (hasBias()) {
      result.setGradientFor(BIAS_KEY, filters.bias());
    }
    return new Pair<>(result, inputGradient(gradient, window, workspaces));
  }

  private INDArray inputGradient(INDArray gradient, Window window, LayerWorkspaceMgr workspaces) {
    INDArray weights = getParamWithNoise(WEIGHT_KEY, true, workspaces);
    weightNoiseParams.clear();
    if (isFirst) {
      return null;
    }
    INDArray result = convolving.inputGradient(gradient, weights, window, image(), workspaces);
    return backpropDropOutIfPresent(Images.inFormat(result, layerConf().getCnn2dDataFormat()));
  }

  @Override
  protected void applyDropOutIfNecessary(boolean training, LayerWorkspaceMgr workspaces) {
    if (!dropping.isPlain()) {
      super.applyDropOutIfNecessary(training, workspaces);
    } else if (training && !dropoutApplied) {
      INDArray image = image();
      INDArray memory = Images.create(workspaces, ArrayType.INPUT, image, image.shape());
      input = Images.inFormat(dropping.apply(image, memory), layerConf().getCnn2dDataFormat());
      dropoutApplied = true;
    }
  }

  @Override
  protected INDArray backpropDropOutIfPresent(INDArray gradient) {
    return dropping.isPlain()
        ? dropping.gradient(gradient)
        : super.backpropDropOutIfPresent(gradient);
  }

  @Override
  public void clear() {
    super.clear();
    convolving.clear();
  }
}
