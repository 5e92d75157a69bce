package io.meanfield.zoo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks as a Deeplearning4j user writes them, with an updater of their own. */
final class StockNets {

  static final InputShape.Image COLOUR = new InputShape.Image(6, 5, 2);
  static final double RATE = 0.1;

  private StockNets() {}

  /** By a name for messages; input shapes as in {@link #input}. */
  static Map<String, MultiLayerConfiguration> sequential() {
    Map<String, MultiLayerConfiguration> all = new LinkedHashMap<>();
    all.put("mlp", mlp(new Sgd(RATE)));
    all.put("batch-norm cnn", cnn(CNN2DFormat.NCHW));
    all.put("batch-norm cnn, channels last", cnn(CNN2DFormat.NHWC));
    all.put("lstm, last step", lstm(true));
    all.put("lstm, average", lstm(false));
    return all;
  }

  static InputShape input(String name) {
    if (name.equals("mlp")) {
      return new InputShape.Vector(5);
    }
    return name.startsWith("lstm") ? Examples.WORDS : COLOUR;
  }

  static MultiLayerConfiguration mlp(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .updater(updater)
        .list()
        .layer(new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build())
        .layer(new BatchNormalization())
        .layer(output())
        .setInputType(InputType.feedForward(5))
        .build();
  }

  static MultiLayerConfiguration cnn(CNN2DFormat format) {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .updater(new Sgd(RATE))
        .list()
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(3).dataFormat(format).build())
        .layer(new BatchNormalization.Builder().decay(0.7).dataFormat(format).build())
        .layer(new ConvolutionLayer.Builder(2, 2).nOut(2).dataFormat(format).build())
        .layer(output())
        .setInputType(InputType.convolutional(6, 5, 2, format))
        .build();
  }

  private static MultiLayerConfiguration lstm(boolean last) {
    var layers =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Sgd(RATE))
            .list()
            .layer(
                new EmbeddingSequenceLayer.Builder()
                    .nIn(Examples.WORDS.vocabularySize())
                    .nOut(3)
                    .inferInputLength(true)
                    .build());
    if (last) {
      layers.layer(new LastTimeStep(lstm()));
    } else {
      layers.layer(lstm()).layer(new GlobalPoolingLayer.Builder(PoolingType.AVG).build());
    }
    return layers
        .layer(output())
        .setInputType(InputType.recurrent(Examples.WORDS.vocabularySize()))
        .build();
  }

  /** Tells the next one of {@link Examples#WORDS}, with some layers over vectors of length 4. */
  static MultiLayerConfiguration nextWords(org.deeplearning4j.nn.conf.layers.Layer... between) {
    var layers =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .list()
            .layer(
                new EmbeddingSequenceLayer.Builder()
                    .nIn(Examples.WORDS.vocabularySize())
                    .nOut(4)
                    .inferInputLength(true)
                    .build());
    for (var layer : between) {
      layers.layer(layer);
    }
    return layers
        .layer(
            new RnnOutputLayer.Builder(LossFunction.SPARSE_MCXENT)
                .nOut(Examples.WORDS.vocabularySize())
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.recurrent(Examples.WORDS.vocabularySize()))
        .build();
  }

  static LSTM lstm() {
    return new LSTM.Builder().nOut(4).activation(Activation.TANH).build();
  }

  static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  /** The array that the layer itself computes with. */
  static INDArray parameter(Network network, ParameterLayout.Segment segment) {
    Layer layer =
        network.stock().model() instanceof ComputationGraph graph
            ? graph.getLayer(segment.layer())
            : java.util.Arrays.stream(((MultiLayerNetwork) network.stock().model()).getLayers())
                .filter(l -> l.conf().getLayer().getLayerName().equals(segment.layer()))
                .findFirst()
                .orElseThrow();
    return layer.getParam(segment.name());
  }
}
