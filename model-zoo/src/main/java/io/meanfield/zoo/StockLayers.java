package io.meanfield.zoo;

import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * The one place where the catalogue's layers are made that are stock Deeplearning4j.
 *
 * <p>Dropout is the fraction of a layer's inputs that is dropped, in [0, 1).
 */
public final class StockLayers {

  private StockLayers() {}

  /** Settings of every network: nothing of Deeplearning4j's own optimizers. */
  public static NeuralNetConfiguration.Builder settings(long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new NoOp())
        .cacheMode(CacheMode.DEVICE);
  }

  /** What the first layer of a network on images reads. */
  public static InputType images(InputShape.Image image) {
    return InputType.convolutional(
        image.height(), image.width(), image.channels(), CNN2DFormat.NCHW);
  }

  /** What the first layer of a network on token sequences reads. */
  public static InputType tokens(InputShape.Sequence sequence) {
    return InputType.recurrent(sequence.vocabularySize());
  }

  public static Layer convolution(int numFilters, int kernel, ConvolutionMode mode) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(numFilters)
        .convolutionMode(mode)
        .dataFormat(CNN2DFormat.NCHW)
        .activation(Activation.RELU)
        .weightInit(WeightInit.RELU)
        .build();
  }

  /**
   * Filters that keep height and width, or halve them with a stride of 2; batch normalization
   * follows, which has the bias.
   */
  public static Layer convolutionForNorm(int numFilters, int kernel, int stride) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(numFilters)
        .stride(stride, stride)
        .convolutionMode(ConvolutionMode.Same)
        .dataFormat(CNN2DFormat.NCHW)
        .hasBias(false)
        .activation(Activation.IDENTITY)
        .weightInit(WeightInit.RELU)
        .build();
  }

  /** Ioffe and Szegedy 2015, over the channels of images. */
  public static Layer batchNorm() {
    return new BatchNormalization.Builder().dataFormat(CNN2DFormat.NCHW).build();
  }

  public static Layer relu() {
    return new ActivationLayer.Builder().activation(Activation.RELU).build();
  }

  /** The maximum of every 2 x 2 pixels. */
  public static Layer halving() {
    return new SubsamplingLayer.Builder(PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .dataFormat(CNN2DFormat.NCHW)
        .build();
  }

  public static Layer dense(int width, Nonlinearity nonlinearity, double dropout) {
    return new DenseLayer.Builder()
        .nOut(width)
        .activation(nonlinearity.activation)
        .weightInit(nonlinearity.weightInit)
        .dropOut(dropped(dropout))
        .build();
  }

  /**
   * A vector a word, drawn from U(-0.25, 0.25) as in Kim 2014, section 3.1.
   *
   * @param vectors what takes the place of some of them before training
   */
  public static Layer embedding(
      InputShape.Sequence sequence, int size, Optional<WordVectors> vectors) {
    Layer embedding =
        wordVectors(sequence, size).weightInit(new UniformDistribution(-0.25, 0.25)).build();
    boolean isTrained = vectors.map(WordVectors::trainable).orElse(true);
    return isTrained ? embedding : new FrozenLayer(embedding);
  }

  /** A vector a word, with the initial weights of the network's settings. */
  public static Layer embedding(InputShape.Sequence sequence, int size) {
    return wordVectors(sequence, size).build();
  }

  private static EmbeddingSequenceLayer.Builder wordVectors(
      InputShape.Sequence sequence, int size) {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(sequence.vocabularySize())
        .nOut(size)
        .inferInputLength(true)
        .activation(Activation.IDENTITY);
  }

  /** A vector a value of a category, with the same initial numbers as those of words. */
  public static Layer categoryEmbedding(int numValues, int size) {
    return new EmbeddingLayer.Builder()
        .nIn(numValues)
        .nOut(size)
        .weightInit(new UniformDistribution(-0.25, 0.25))
        .activation(Activation.IDENTITY)
        .build();
  }

  /** Numbers for a value of a category that are zero before training. */
  public static Layer categoryZeros(int numValues, int size) {
    return zeros(numValues, size).build();
  }

  /** One number for a value of a category and a bias for all of them, zero before training. */
  public static Layer categoryZerosAndBias(int numValues) {
    return zeros(numValues, 1).hasBias(true).build();
  }

  private static EmbeddingLayer.Builder zeros(int numValues, int size) {
    return new EmbeddingLayer.Builder()
        .nIn(numValues)
        .nOut(size)
        .weightInit(WeightInit.ZERO)
        .activation(Activation.IDENTITY);
  }

  /** The same layer, told how many numbers it reads: for graphs that do not find out. */
  public static Layer reading(int numInputs, Layer layer) {
    ((FeedForwardLayer) layer).setNIn(numInputs);
    return layer;
  }

  /** Filters over so many neighbouring words; as many outputs as words. */
  public static Layer convolutionOverTime(int numFilters, int width) {
    return new Convolution1DLayer.Builder(width)
        .nOut(numFilters)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.RELU)
        .weightInit(WeightInit.RELU)
        .build();
  }

  /**
   * [batch, channels, time] to [batch, channels], over the words that are not padding; or all
   * pixels of [batch, channels, height, width] to the same.
   */
  public static Layer pooling(PoolingType type) {
    return new GlobalPoolingLayer.Builder(type).build();
  }

  /** Hochreiter and Schmidhuber 1997 with forget gates, their bias starting at 1. */
  public static Layer lstm(int units) {
    return new LSTM.Builder()
        .nOut(units)
        .forgetGateBiasInit(1)
        .activation(Activation.TANH)
        .gateActivationFunction(Activation.SIGMOID)
        .weightInit(WeightInit.XAVIER)
        .build();
  }

  /** What a recurrent layer gives at the last word that is not padding. */
  public static Layer lastOf(Layer recurrent) {
    return new LastTimeStep(recurrent);
  }

  /**
   * One answer an example.
   *
   * @throws IllegalArgumentException if one at every step is asked for
   */
  public static Layer output(OutputShape output, double dropout) {
    if (output.head() == Head.TOKENS) {
      throw new IllegalArgumentException(
          "expected a model that answers at every word for the loss next-word (gpt, or a network of your own by model.file or model.zip), found one that answers once a text");
    }
    return new OutputLayer.Builder(output.head().loss)
        .nOut(output.size())
        .activation(output.head().activation)
        .weightInit(WeightInit.XAVIER)
        .dropOut(dropped(dropout))
        .build();
  }

  /**
   * An answer at every step of a sequence, with the initial weights of the network's settings.
   *
   * @param model its name for messages
   * @throws IllegalArgumentException if one answer an example is asked for
   */
  public static Layer outputAtEveryStep(OutputShape output, String model) {
    if (output.head() != Head.TOKENS) {
      throw new IllegalArgumentException(
          "expected the loss next-word for the model %s, found one for a single answer a text: set training.loss: next-word, or choose another model (train.sh --list-models)"
              .formatted(model));
    }
    return new RnnOutputLayer.Builder(output.head().loss)
        .nOut(output.size())
        .activation(output.head().activation)
        .build();
  }

  /** What {@link #output} does with its sums, of sums that others have made. */
  public static Layer loss(OutputShape output) {
    return new LossLayer.Builder(output.head().loss).activation(output.head().activation).build();
  }

  private static IDropout dropped(double fraction) {
    return fraction == 0 ? null : new Dropout(1 - fraction);
  }
}
