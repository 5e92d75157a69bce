package io.meanfield.zoo.layer;

import static org.deeplearning4j.nn.params.SeparableConvolutionParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.SeparableConvolutionParamInitializer.DEPTH_WISE_WEIGHT_KEY;
import static org.deeplearning4j.nn.params.SeparableConvolutionParamInitializer.POINT_WISE_WEIGHT_KEY;

import io.meanfield.zoo.kernel.Activation;
import io.meanfield.zoo.kernel.Convolutions.Filters;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Window;
import io.meanfield.zoo.kernel.Window.Pair;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.SeparableConvolution2DLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution of each channel by itself, then one of single pixels over all channels. */
final class FastSeparableConvolution extends SeparableConvolution2DLayer implements FirstLayer {
  private static final long serialVersionUID = 1;
  private static final Window PIXEL =
      new Window(1, 1, new Pair(1, 1), new Pair(1, 1), new Pair(0, 0), new Pair(0, 0));

  private final transient Kernels kernels;
  private final transient Convolving depthwise;
  private final transient Convolving pointwise;
  private transient INDArray between;
  private final transient Dropping dropping;
  private boolean isFirst;

  FastSeparableConvolution(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
    this.depthwise = new Convolving(Activation.IDENTITY, kernels);
    this.pointwise = new Convolving(FastDense.activation(layerConf()).orElseThrow(), kernels);
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
    validateInputDepth(layerConf().getNIn());
    INDArray depth = getParamWithNoise(DEPTH_WISE_WEIGHT_KEY, training, workspaces);
    INDArray point = getParamWithNoise(POINT_WISE_WEIGHT_KEY, training, workspaces);
    INDArray bias = hasBias() ? getParamWithNoise(BIAS_KEY, training, workspaces) : null;
    INDArray image = image();
    Filters ofChannels = new Filters(byChannel(depth), null);
    between = depthwise.forward(image, ofChannels, window(image), training, workspaces);
    INDArray output =
        pointwise.forward(between, new Filters(point, bias), PIXEL, training, workspaces);
    return Images.inFormat(output, layerConf().getCnn2dDataFormat());
  }

  /** [multiplier, channels, height, width] as [channels multiplier, 1, height, width]. */
  private static INDArray byChannel(INDArray weights) {
    INDArray grouped = weights.permute(1, 0, 2, 3);
    return grouped
        .dup('c')
        .reshape('c', grouped.size(0) * grouped.size(1), 1, grouped.size(2), grouped.size(3));
  }

  private INDArray image() {
    return Images.channelsFirst(input, layerConf().getCnn2dDataFormat());
  }

  private Window window(INDArray image) {
    return FastConvolution.windows(layerConf()).over(image.size(2), image.size(3));
  }

  @Override
  public org.nd4j.common.primitives.Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray gradient =
        pointwise.gradient(
            Images.channelsFirst(epsilon, layerConf().getCnn2dDataFormat()), workspaces);
    INDArray point = gradientViews.get(POINT_WISE_WEIGHT_KEY);
    INDArray bias = hasBias() ? gradientViews.get(BIAS_KEY) : null;
    kernels.convolutions().filterGradient(between, gradient, PIXEL, new Filters(point, bias));
    INDArray pointWeights = getParamWithNoise(POINT_WISE_WEIGHT_KEY, true, workspaces);
    INDArray below = pointwise.inputGradient(gradient, pointWeights, PIXEL, between, workspaces);
    INDArray depth = gradientViews.get(DEPTH_WISE_WEIGHT_KEY);
    depthGradient(below, depth);
    Gradient result = new DefaultGradient();
    result.setGradientFor(DEPTH_WISE_WEIGHT_KEY, depth, 'c');
    result.setGradientFor(POINT_WISE_WEIGHT_KEY, point, 'c');
    if (bias != null) {
      result.setGradientFor(BIAS_KEY, bias);
    }
    return new org.nd4j.common.primitives.Pair<>(result, inputGradient(below, workspaces));
  }

  private void depthGradient(INDArray below, INDArray depth) {
    INDArray image = image();
    INDArray grouped = byChannel(depth);
    Filters filters = new Filters(grouped, null);
    kernels.convolutions().filterGradient(image, below, window(image), filters);
    INDArray byMultiplier = depth.permute(1, 0, 2, 3);
    byMultiplier.assign(grouped.reshape('c', byMultiplier.shape()));
  }

  private INDArray inputGradient(INDArray below, LayerWorkspaceMgr workspaces) {
    INDArray weights = getParamWithNoise(DEPTH_WISE_WEIGHT_KEY, true, workspaces);
    weightNoiseParams.clear();
    if (isFirst) {
      return null;
    }
    INDArray image = image();
    INDArray result =
        depthwise.inputGradient(below, byChannel(weights), window(image), image, workspaces);
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
    pointwise.clear();
    depthwise.clear();
    between = null;
  }
}
