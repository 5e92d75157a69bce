package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A small network that shows one kind of layer; an output layer for three classes follows.
 *
 * @param isMasked whether the last steps of some sequences are none
 */
record Example(String name, InputType input, boolean isMasked, List<Layer> layers) {
  private static final int BATCH = 4;
  private static final int CLASSES = 3;

  static Example of(String name, InputType input, Layer... layers) {
    return new Example(name, input, false, List.of(layers));
  }

  Example masked() {
    return new Example(name + ", masked", input, true, layers);
  }

  MultiLayerNetwork stock(DataType type) {
    var builder =
        new NeuralNetConfiguration.Builder().seed(3).dataType(type).updater(new NoOp()).list();
    for (Layer layer : layers) {
      builder.layer(layer.clone());
    }
    var network = new MultiLayerNetwork(builder.layer(output()).setInputType(input).build());
    network.init();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < network.numParams(); i++) {
      double value = network.params().getDouble(i);
      network.params().putScalar(i, value + 0.1 + 0.1 * random.nextGaussian());
    }
    return network;
  }

  /** With every layer exchanged, which is checked. */
  MultiLayerNetwork fast(DataType type, Kernels kernels) {
    MultiLayerNetwork network = stock(type);
    List<String> stay = Acceleration.apply(network, kernels);
    if (!stay.isEmpty()) {
      throw new AssertionError(name + ": expected no stock layers, found " + stay);
    }
    return network;
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  DataSet data(DataType type) {
    SplittableRandom random = new SplittableRandom(7);
    long[] shape = input.getShape(true);
    shape[0] = BATCH;
    INDArray features = Nd4j.create(type, shape);
    for (long i = 0; i < features.length(); i++) {
      features.putScalar(i, random.nextGaussian());
    }
    INDArray labels = Nd4j.create(type, BATCH, CLASSES);
    for (int i = 0; i < BATCH; i++) {
      labels.putScalar(i, i % CLASSES, 1);
    }
    return new DataSet(features, labels, isMasked ? mask(type) : null, null);
  }

  /** [batch, time], of which each sequence has two steps fewer than the one before. */
  private INDArray mask(DataType type) {
    long time = ((InputType.InputTypeRecurrent) input).getTimeSeriesLength();
    INDArray mask = Nd4j.ones(type, BATCH, time);
    for (int i = 0; i < BATCH; i++) {
      for (long t = Math.max(1, time - 2 * i); t < time; t++) {
        mask.putScalar(i, t, 0);
      }
    }
    return mask;
  }

  /** Forward and backward, as networks train. */
  static void differentiate(MultiLayerNetwork network, DataSet data) {
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
    network.setLayerMaskArrays(data.getFeaturesMaskArray(), null);
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
  }

  @Override
  public String toString() {
    return name;
  }
}
