package io.meanfield.benchmarks.dl4j;

import io.meanfield.benchmarks.NotAvailableException;
import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.model.Sizes;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * The architectures in stock Deeplearning4j layers: those that are sequences of layers. Each is
 * defined here only, for Deeplearning4j and for Meanfield.
 */
public final class StockModels {
  private StockModels() {}

  /**
   * @param settings seed and updater of the network
   * @throws NotAvailableException if Deeplearning4j has no layers for it
   */
  public static MultiLayerConfiguration sequence(
      ComputeModel model, NeuralNetConfiguration.Builder settings) {
    ListBuilder layers = settings.list();
    return switch (model) {
      case MLP -> mlp(layers);
      case LENET -> leNet(layers);
      case VGG -> vgg(settings, Sizes.Vgg.CHANNELS);
      case LSTM -> lstm(layers);
      case RESNET18 -> throw new IllegalArgumentException("resnet18 is a graph");
      case GRU -> throw new NotAvailableException("Deeplearning4j has no GRU layer");
      case GPT -> throw new NotAvailableException("Deeplearning4j has no transformer block");
    };
  }

  private static MultiLayerConfiguration mlp(ListBuilder layers) {
    for (int width : Sizes.Mlp.HIDDEN) {
      layers.layer(dense(width));
    }
    return layers.layer(classes()).setInputType(InputType.feedForward(Sizes.Mlp.INPUTS)).build();
  }

  private static MultiLayerConfiguration leNet(ListBuilder layers) {
    for (int filters : Sizes.LeNet.FILTERS) {
      layers
          .layer(
              new ConvolutionLayer.Builder(Sizes.LeNet.KERNEL, Sizes.LeNet.KERNEL)
                  .nOut(filters)
                  .convolutionMode(ConvolutionMode.Truncate)
                  .activation(Activation.RELU)
                  .build())
          .layer(halving());
    }
    return layers
        .layer(dense(Sizes.LeNet.DENSE))
        .layer(classes())
        .setInputType(InputType.convolutional(Sizes.LeNet.SIDE, Sizes.LeNet.SIDE, 1))
        .build();
  }

  /** {@link ComputeModel#VGG} for images of so many channels. */
  public static MultiLayerConfiguration vgg(NeuralNetConfiguration.Builder settings, int channels) {
    ListBuilder layers = settings.list();
    for (int filters : Sizes.Vgg.PAIRS) {
      for (int i = 0; i < 2; i++) {
        layers.layer(convolution(filters)).layer(normalization()).layer(relu());
      }
      layers.layer(halving());
    }
    return layers
        .layer(classes())
        .setInputType(InputType.convolutional(Sizes.Vgg.SIDE, Sizes.Vgg.SIDE, channels))
        .build();
  }

  private static MultiLayerConfiguration lstm(ListBuilder layers) {
    layers.layer(
        new EmbeddingSequenceLayer.Builder()
            .nIn(Sizes.Lstm.VOCABULARY)
            .nOut(Sizes.Lstm.EMBEDDING)
            .inputLength(Sizes.Lstm.TIME)
            .build());
    for (int i = 0; i < Sizes.Lstm.LAYERS; i++) {
      layers.layer(new LSTM.Builder().nOut(Sizes.Lstm.UNITS).activation(Activation.TANH).build());
    }
    return layers
        .layer(
            new RnnOutputLayer.Builder(new LossSparseMCXENT())
                .nOut(Sizes.Lstm.VOCABULARY)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.recurrent(Sizes.Lstm.VOCABULARY, Sizes.Lstm.TIME))
        .build();
  }

  /** 3 x 3, padded to keep the sides, without bias: batch normalization follows. */
  private static Layer convolution(int filters) {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(filters)
        .convolutionMode(ConvolutionMode.Same)
        .hasBias(false)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static Layer normalization() {
    return new BatchNormalization.Builder().build();
  }

  private static Layer relu() {
    return new ActivationLayer.Builder().activation(Activation.RELU).build();
  }

  private static Layer classes() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(Sizes.CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static Layer dense(int width) {
    return new DenseLayer.Builder().nOut(width).activation(Activation.RELU).build();
  }

  private static Layer halving() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }
}
