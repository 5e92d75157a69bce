package io.meanfield.zoo.layer;

import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.WEIGHT_KEY;

import io.meanfield.zoo.kernel.Convolutions.Filters;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Window;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.Convolution1DLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution over time, as one over images of height 1. Where a mask says that there is nothing,
 * the output is 0 and its gradient goes nowhere; the stock layer forgets the latter, and dropout's
 * gradient too.
 */
final class FastConvolution1D extends Convolution1DLayer implements FirstLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;
  private final transient Convolving convolving;
  private final transient Dropping dropping;
  private boolean isFirst;

  FastConvolution1D(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
    this.convolving = new Convolving(FastDense.activation(layerConf()).orElseThrow(), kernels);
    this.dropping = new Dropping(layerConf().getIDropout(), kernels);
  }

  static Windows windows(org.deeplearning4j.nn.conf.layers.Convolution1DLayer layer) {
    return Windows.overTime(
        layer.getConvolutionMode(),
        layer.getKernelSize()[0],
        layer.getStride()[0],
        layer.getDilation()[0],
        layer.getPadding()[0]);
  }

  @Override
  public void isFirst() {
    isFirst = true;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray weights = getParamWithNoise(WEIGHT_KEY, training, workspaces);
    INDArray bias = hasBias() ? getParamWithNoise(BIAS_KEY, training, workspaces) : null;
    INDArray image = image();
    INDArray output =
        Sequences.ofImages(
            convolving.forward(
                image, new Filters(filters(weights), bias), window(image), training, workspaces));
    mask(output);
    return Sequences.inFormat(output, format());
  }

  /** Stock weights are [width, inputs, outputs] in memory, though they are not named so. */
  private INDArray filters(INDArray weights) {
    long outputs = layerConf().getNOut();
    long inputs = layerConf().getNIn();
    long width = layerConf().getKernelSize()[0];
    return Nd4j.create(
        weights.data(),
        new long[] {outputs, inputs, 1, width},
        new long[] {1, outputs, inputs * outputs * width, inputs * outputs},
        0);
  }

  private INDArray image() {
    return Sequences.asImages(Sequences.channelsFirst(input, format()));
  }

  private Window window(INDArray image) {
    return windows(layerConf()).over(1, image.size(3));
  }

  private RNNFormat format() {
    return layerConf().getRnnDataFormat();
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
    INDArray image = image();
    Window window = window(image);
    INDArray above = Sequences.channelsFirst(epsilon, format());
    if (maskArray != null) {
      INDArray masked =
          Sequences.create(workspaces, ArrayType.BP_WORKING_MEM, above, above.shape());
      kernels.elementwise().copy(above, masked);
      mask(masked);
      above = masked;
    }
    INDArray gradient = convolving.gradient(Sequences.asImages(above), workspaces);
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
    return backpropDropOutIfPresent(Sequences.inFormat(Sequences.ofImages(result), format()));
  }

  @Override
  protected void applyDropOutIfNecessary(boolean training, LayerWorkspaceMgr workspaces) {
    if (!dropping.isPlain()) {
      super.applyDropOutIfNecessary(training, workspaces);
    } else if (training && !dropoutApplied) {
      INDArray sequences = Sequences.channelsFirst(input, format());
      INDArray memory = Sequences.create(workspaces, ArrayType.INPUT, sequences, sequences.shape());
      input = Sequences.inFormat(dropping.apply(sequences, memory), format());
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
