package io.meanfield.zoo;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns Meanfield's arrays into those that a network's first layer reads. The arrays it is given
 * are never changed; what it returns may be a view of them.
 */
final class InputAdapter {

  private enum Arrangement {
    AS_IS,
    /** [batch, height * width * channels] in row-major order. */
    FLAT,
    /** [batch, channels, height, width]. */
    CHANNELS_FIRST
  }

  private final InputShape shape;
  private final Arrangement arrangement;

  private InputAdapter(InputShape shape, Arrangement arrangement) {
    this.shape = shape;
    this.arrangement = arrangement;
  }

  static InputAdapter of(InputShape shape, StockNetwork network) {
    Arrangement arrangement =
        shape instanceof InputShape.Image ? imageArrangement(network) : Arrangement.AS_IS;
    return new InputAdapter(shape, arrangement);
  }

  private static Arrangement imageArrangement(StockNetwork network) {
    var preProcessor = network.firstPreProcessor();
    Layer first = unwrap(network.layers().get(0));
    if (preProcessor.isEmpty()
        && (first instanceof DenseLayer || first instanceof BaseOutputLayer)) {
      return Arrangement.FLAT;
    }
    if (preProcessor.orElse(null) instanceof CnnToFeedForwardPreProcessor flattening) {
      return of(flattening.getFormat());
    }
    for (Layer wrapped : network.layers()) {
      Layer layer = unwrap(wrapped);
      if (layer instanceof ConvolutionLayer convolution) {
        return of(convolution.getCnn2dDataFormat());
      }
      if (layer instanceof SubsamplingLayer pooling) {
        return of(pooling.getCnn2dDataFormat());
      }
      if (layer instanceof BatchNormalization normalization) {
        return of(normalization.getCnn2DFormat());
      }
    }
    return Arrangement.FLAT;
  }

  private static Arrangement of(CNN2DFormat format) {
    return format == CNN2DFormat.NHWC ? Arrangement.AS_IS : Arrangement.CHANNELS_FIRST;
  }

  static Layer unwrap(Layer layer) {
    return layer instanceof FrozenLayer frozen ? frozen.getLayer() : layer;
  }

  /**
   * What each of the network's inputs reads.
   *
   * @throws IllegalArgumentException if the batch has another shape than was promised
   */
  Inputs inputs(Tensors batch) {
    INDArray features = features(batch.features());
    INDArray mask = mask(batch);
    return shape instanceof InputShape.Pair pair
        ? Inputs.ofTwo(features, mask, pair.maxSourceTokens())
        : Inputs.ofOne(features, mask);
  }

  /**
   * @throws IllegalArgumentException if the features have another shape than was promised
   */
  INDArray features(INDArray features) {
    if (shape instanceof InputShape.Image image) {
      expect(features, image.height(), image.width(), image.channels());
      return arrange(features, image);
    }
    if (shape instanceof InputShape.Vector vector) {
      expect(features, vector.size());
      return features;
    }
    if (shape instanceof InputShape.Table table) {
      expect(features, table.size());
      return features;
    }
    if (shape instanceof InputShape.Pair pair) {
      requirePairs(features, pair);
      return features;
    }
    InputShape.Sequence sequence = (InputShape.Sequence) shape;
    if (features.rank() != 2 || features.size(1) > sequence.maxTokens()) {
      throw mismatch(features);
    }
    return features;
  }

  private void requirePairs(INDArray features, InputShape.Pair pair) {
    long time = features.rank() == 2 ? features.size(1) - pair.maxSourceTokens() : 0;
    if (time < 1 || time > pair.maxTargetTokens()) {
      throw mismatch(features);
    }
  }

  private INDArray arrange(INDArray features, InputShape.Image image) {
    long batch = features.size(0);
    return switch (arrangement) {
      case AS_IS -> features;
      case FLAT -> features.reshape('c', batch, image.size());
      case CHANNELS_FIRST ->
          image.channels() == 1
              ? features.reshape('c', batch, 1, image.height(), image.width())
              : features.permute(0, 3, 1, 2);
    };
  }

  /**
   * Networks divide by the number of words or look for the last one, so a text without any word is
   * given its first padding as a word.
   *
   * @return null if there is no mask
   */
  INDArray mask(Tensors batch) {
    INDArray mask = batch.mask();
    if (mask == null) {
      return null;
    }
    if (!mask.equalShapes(batch.features())) {
      throw new IllegalArgumentException(
          "expected a mask of the features' shape %s, found %s"
              .formatted(Arrays.toString(batch.features().shape()), Arrays.toString(mask.shape())));
    }
    INDArray numWords = mask.sum(1);
    if (numWords.minNumber().doubleValue() > 0) {
      return mask;
    }
    INDArray filled = mask.dup('c');
    for (int i = 0; i < batch.size(); i++) {
      if (numWords.getDouble(i) == 0) {
        filled.putScalar(i, 0, 1);
      }
    }
    return filled;
  }

  private void expect(INDArray features, int... extents) {
    long[] found = features.shape();
    boolean same = found.length == extents.length + 1;
    for (int i = 0; same && i < extents.length; i++) {
      same = found[i + 1] == extents[i];
    }
    if (!same) {
      throw mismatch(features);
    }
  }

  private IllegalArgumentException mismatch(INDArray features) {
    return new IllegalArgumentException(
        "expected a batch of %s, found an array of shape %s"
            .formatted(shape.describe(), Arrays.toString(features.shape())));
  }
}
