package io.meanfield.zoo.layer;

import static org.deeplearning4j.nn.params.DepthwiseConvolutionParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DepthwiseConvolutionParamInitializer.WEIGHT_KEY;

import io.meanfield.zoo.kernel.Convolutions.Filters;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Window;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.DepthwiseConvolution2DLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A convolution of each channel by itself, as one with as many groups as channels. */
final class FastDepthwiseConvolution extends DepthwiseConvolution2DLayer implements FirstLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;
  private final transient Convolving convolving;
  private final transient Dropping dropping;
  private boolean isFirst;

  FastDepthwiseConvolution(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
    this.convolving = new Convolving(FastDense.activation(layerConf()).orElseThrow(), kernels);
    this.dropping = new Dropping(layerConf().getIDropout(), kernels);
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
    INDArray weights = getParamWithNoise(WEIGHT_KEY, training, workspaces);
    INDArray bias = hasBias() ? getParamWithNoise(BIAS_KEY, training, workspaces) : null;
    validateInputDepth(layerConf().getNIn());
    INDArray image = image();
    Filters filters = new Filters(filters(weights), bias);
    INDArray output = convolving.forward(image, filters, window(image), training, workspaces);
    return Images.inFormat(output, layerConf().getCnn2dDataFormat());
  }

  /** [height, width, channels, multiplier] as [channels multiplier, 1, height, width]. */
  private INDArray filters(INDArray weights) {
    int[] kernel = layerConf().getKernelSize();
    long outputs =
        layerConf().getNIn() * ((DepthwiseConvolution2D) conf.getLayer()).getDepthMultiplier();
    return Nd4j.create(
        weights.data(),
        new long[] {outputs, 1, kernel[0], kernel[1]},
        new long[] {1, outputs, kernel[1] * outputs, outputs},
        0);
  }

  private INDArray image() {
    return Images.channelsFirst(input, layerConf().getCnn2dDataFormat());
  }

  private Window window(INDArray image) {
    return FastConvolution.windows(layerConf()).over(image.size(2), image.size(3));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray image = image();
    Window window = window(image);
    INDArray gradient =
        convolving.gradient(
            Images.channelsFirst(epsilon, layerConf().getCnn2dDataFormat()), workspaces);
    INDArray weights = gradientViews.get(WEIGHT_KEY);
    INDArray bias = hasBias() ? gradientViews.get(BIAS_KEY) : null;
    kernels
        .convolutions()
        .filterGradient(image, gradient, window, new Filters(filters(weights), bias));
    Gradient result = new DefaultGradient();
    result.setGradientFor(WEIGHT_KEY, weights, 'c');
    if (bias != null) {
      result.setGradientFor(BIAS_KEY, bias);
    }
    return new Pair<>(result, inputGradient(gradient, window, workspaces));
  }

  private INDArray inputGradient(INDArray gradient, Window window, LayerWorkspaceMgr workspaces) {
    INDArray weights = getParamWithNoise(WEIGHT_KEY, true, workspaces);
    weightNoiseParams.clear();
    if (isFirst) {
      return null;
    }
    INDArray result =
        convolving.inputGradient(gradient, filters(weights), window, image(), workspaces);
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
