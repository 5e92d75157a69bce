package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Precision;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks over sequences. */
final class RecurrentNets {
  static final int WORDS = 11;
  static final int SIZE = 6;
  static final int UNITS = 5;
  static final int CLASSES = 3;

  private RecurrentNets() {}

  static Layer words() {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(WORDS)
        .nOut(SIZE)
        .inferInputLength(true)
        .build();
  }

  static Layer lstm(int inputs, RNNFormat format) {
    return new LSTM.Builder()
        .nIn(inputs)
        .nOut(UNITS)
        .activation(Activation.TANH)
        .gateActivationFunction(Activation.SIGMOID)
        .dataFormat(format)
        .build();
  }

  static Layer gru(int inputs, RNNFormat format) {
    return new Gru.Builder().nIn(inputs).nOut(UNITS).dataFormat(format).build();
  }

  static Layer steps(int inputs, LossFunction loss, RNNFormat format) {
    return new RnnOutputLayer.Builder(loss)
        .nIn(inputs)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .dataFormat(format)
        .build();
  }

  static Layer output(int inputs) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(inputs)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  static Layer both(Bidirectional.Mode mode, Layer layer) {
    return new Bidirectional(mode, layer);
  }

  static Layer last(Layer layer) {
    return new LastTimeStep(layer);
  }

  static MultiLayerNetwork network(DataType type, Layer... layers) {
    var list =
        new NeuralNetConfiguration.Builder().seed(3).dataType(type).updater(new Sgd(0.1)).list();
    Stream.of(layers).forEach(list::layer);
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  static MultiLayerNetwork fast(MultiLayerNetwork stock) {
    MultiLayerNetwork network = stock.clone();
    Acceleration.apply(network, Kernels.of(DataType.FLOAT, Precision.F32));
    return network;
  }

  /** Numbers of words, [batch, time]. */
  static INDArray sentences(long batch, long time) {
    Random random = new Random(7);
    INDArray words = Nd4j.create(DataType.FLOAT, batch, time);
    for (long i = 0; i < words.length(); i++) {
      words.putScalar(i, random.nextInt(WORDS));
    }
    return words;
  }

  /** Sequences [batch, features, time]. */
  static INDArray sequences(DataType type, long batch, long features, long time) {
    Random random = new Random(8);
    INDArray sequences = Nd4j.create(type, batch, features, time);
    for (long i = 0; i < sequences.length(); i++) {
      sequences.putScalar(i, random.nextGaussian());
    }
    return sequences;
  }

  /** Lengths 1, 2, ... time, 1, ... */
  static INDArray mask(long batch, long time) {
    INDArray mask = Nd4j.create(DataType.FLOAT, batch, time);
    for (long i = 0; i < batch; i++) {
      for (long t = 0; t <= i % time; t++) {
        mask.putScalar(i, t, 1);
      }
    }
    return mask;
  }

  /** A class for each step, [batch, 1, time], or one-hot, [batch, classes, time]. */
  static INDArray stepLabels(long batch, long time, boolean oneHot) {
    INDArray labels = Nd4j.create(DataType.FLOAT, batch, oneHot ? CLASSES : 1, time);
    for (int i = 0; i < batch; i++) {
      for (int t = 0; t < time; t++) {
        int right = (i + 2 * t) % CLASSES;
        labels.putScalar(new int[] {i, oneHot ? right : 0, t}, oneHot ? 1 : right);
      }
    }
    return labels;
  }

  /** [batch, classes], one-hot. */
  static INDArray labels(DataType type, int batch) {
    INDArray labels = Nd4j.create(type, batch, CLASSES);
    for (int i = 0; i < batch; i++) {
      labels.putScalar(i, i % CLASSES, 1);
    }
    return labels;
  }
}
