package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Activation;
import io.meanfield.zoo.kernel.Kernels;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.layers.DropoutLayer;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.layers.OutputLayer;
import org.deeplearning4j.nn.layers.convolution.Convolution1DLayer;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.DepthwiseConvolution2DLayer;
import org.deeplearning4j.nn.layers.convolution.SeparableConvolution2DLayer;
import org.deeplearning4j.nn.layers.convolution.ZeroPaddingLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.Subsampling1DLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.deeplearning4j.nn.layers.feedforward.embedding.EmbeddingLayer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.layers.pooling.GlobalPoolingLayer;
import org.deeplearning4j.nn.layers.recurrent.MaskZeroLayer;
import org.deeplearning4j.nn.layers.recurrent.TimeDistributedLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes the fast layer that takes a stock one's place, with the same parameters. */
final class Exchange {
  private final Kernels kernels;
  private final DataType type;

  Exchange(Kernels kernels, DataType type) {
    this.kernels = kernels;
    this.type = type;
  }

  /**
   * The fast layer, or none where there is none that does exactly the same. Wrappers stay and have
   * what is inside exchanged.
   */
  Optional<Layer> fast(Layer stock) {
    if (RecurrentExchange.isFor(stock)) {
      return new RecurrentExchange(kernels, type)
          .made(stock)
          .map(fast -> isOfBoth(fast) ? fast : withStateOf(stock, fast));
    }
    if (stock.getClass() == FrozenLayerWithBackprop.class) {
      Layer inside = ((BaseWrapperLayer) stock).getUnderlying();
      return FastFrozen.fits(inside) ? fast(inside).map(FastFrozen::new) : Optional.empty();
    }
    if (stock.getClass() == FrozenLayer.class
        || stock.getClass() == MaskZeroLayer.class
        || stock.getClass() == TimeDistributedLayer.class) {
      BaseWrapperLayer wrapper = (BaseWrapperLayer) stock;
      return fast(wrapper.getUnderlying())
          .map(
              inside -> {
                wrapper.setUnderlying(inside);
                return wrapper;
              });
    }
    return made(stock).map(fast -> withStateOf(stock, fast));
  }

  /** Whether a layer, or what is inside, has its state already. */
  private static boolean isOfBoth(Layer fast) {
    return fast instanceof FastBidirectional
        || fast instanceof FastLastTimeStep last
            && last.getUnderlying() instanceof FastBidirectional;
  }

  /** A batch normalization that does the ReLU after it too. */
  Optional<Layer> withRelu(Layer stock) {
    return isBatchNorm(stock)
        ? Optional.of(
            withStateOf(stock, new FastBatchNorm(stock.conf(), type, kernels, Activation.RELU)))
        : Optional.empty();
  }

  /** Whether a layer does nothing but ReLU. */
  static boolean isRelu(Layer stock) {
    return stock.getClass() == ActivationLayer.class
        && activation(stock).equals(Optional.of(Activation.RELU));
  }

  /** What stays of a layer whose work is done before it. */
  Layer passing(Layer stock) {
    return withStateOf(stock, new FastActivation(stock.conf(), type, kernels, Activation.IDENTITY));
  }

  private Optional<Layer> made(Layer stock) {
    if (stock instanceof OwnSequenceLayer<?> own) {
      return Optional.of(own.layerConf().computed(stock.conf(), type, kernels));
    }
    if (stock.getClass() == DenseLayer.class) {
      boolean fits = !((DenseLayer) stock).hasLayerNorm() && activation(stock).isPresent();
      return fits ? Optional.of(new FastDense(stock.conf(), type, kernels)) : Optional.empty();
    }
    if (stock.getClass() == OutputLayer.class) {
      return Optional.of(new FastOutput(stock.conf(), type, kernels));
    }
    if (stock.getClass() == ConvolutionLayer.class) {
      var conf = ((ConvolutionLayer) stock).layerConf();
      boolean fits = FastConvolution.windows(conf).areUsual() && activation(stock).isPresent();
      return fits
          ? Optional.of(new FastConvolution(stock.conf(), type, kernels))
          : Optional.empty();
    }
    if (stock.getClass() == SubsamplingLayer.class) {
      var conf = ((SubsamplingLayer) stock).layerConf();
      boolean fits = FastPooling.windows(conf).areUsual() && FastPooling.kind(conf).isPresent();
      return fits ? Optional.of(new FastPooling(stock.conf(), type, kernels)) : Optional.empty();
    }
    if (isBatchNorm(stock)) {
      return Optional.of(new FastBatchNorm(stock.conf(), type, kernels, Activation.IDENTITY));
    }
    if (stock.getClass() == ActivationLayer.class) {
      return activation(stock)
          .map(activation -> new FastActivation(stock.conf(), type, kernels, activation));
    }
    if (stock.getClass() == EmbeddingLayer.class) {
      return FastEmbedding.fits(((EmbeddingLayer) stock).layerConf())
          ? Optional.of(new FastEmbedding(stock.conf(), type, kernels))
          : Optional.empty();
    }
    return convolving(stock).or(() -> reshaping(stock));
  }

  /** Further kinds of convolutions. */
  private Optional<Layer> convolving(Layer stock) {
    if (!(stock instanceof ConvolutionLayer layer) || activation(stock).isEmpty()) {
      return Optional.empty();
    }
    if (layer instanceof Convolution1DLayer overTime
        && FastConvolution1D.windows(overTime.layerConf()).areUsual()) {
      return Optional.of(new FastConvolution1D(stock.conf(), type, kernels));
    }
    if (!FastConvolution.windows(layer.layerConf()).areUsual()) {
      return Optional.empty();
    }
    if (stock.getClass() == DepthwiseConvolution2DLayer.class) {
      return Optional.of(new FastDepthwiseConvolution(stock.conf(), type, kernels));
    }
    return stock.getClass() == SeparableConvolution2DLayer.class
        ? Optional.of(new FastSeparableConvolution(stock.conf(), type, kernels))
        : Optional.empty();
  }

  /** Layers without parameters that change the shape. */
  private Optional<Layer> reshaping(Layer stock) {
    if (stock instanceof Subsampling1DLayer layer && FastPooling1D.fits(layer.layerConf())) {
      return Optional.of(new FastPooling1D(stock.conf(), type, kernels));
    }
    if (stock.getClass() == GlobalPoolingLayer.class
        && FastGlobalPooling.fits(((GlobalPoolingLayer) stock).layerConf())) {
      return Optional.of(new FastGlobalPooling(stock.conf(), type, kernels));
    }
    if (stock.getClass() == DropoutLayer.class && FastDropout.fits(stock, kernels)) {
      return Optional.of(new FastDropout(stock.conf(), type, kernels));
    }
    return stock.getClass() == ZeroPaddingLayer.class
        ? Optional.of(new FastZeroPadding(stock.conf(), type, kernels))
        : Optional.empty();
  }

  private static boolean isBatchNorm(Layer stock) {
    return stock.getClass() == BatchNormalization.class;
  }

  private static Optional<Activation> activation(Layer stock) {
    var conf = stock.conf().getLayer();
    if (conf instanceof org.deeplearning4j.nn.conf.layers.BaseLayer layer) {
      return Activation.of(layer.getActivationFn());
    }
    return conf instanceof org.deeplearning4j.nn.conf.layers.ActivationLayer layer
        ? Activation.of(layer.getActivationFn())
        : Optional.empty();
  }

  static Layer withStateOf(Layer stock, Layer fast) {
    fast.setIndex(stock.getIndex());
    fast.setCacheMode(org.deeplearning4j.nn.conf.CacheMode.NONE);
    if (stock.numParams() > 0) {
      fast.setParamsViewArray(stock.params());
      fast.setParamTable(stock.paramTable());
      INDArray gradients = stock.getGradientsViewArray();
      if (gradients != null) {
        fast.setBackpropGradientsViewArray(gradients);
      }
    }
    return fast;
  }
}
