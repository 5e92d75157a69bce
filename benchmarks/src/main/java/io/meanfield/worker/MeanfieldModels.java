package io.meanfield.worker;

import io.meanfield.benchmarks.NotAvailableException;
import io.meanfield.benchmarks.dl4j.StockModels;
import io.meanfield.benchmarks.dl4j.StockResNet;
import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.model.Sizes;
import io.meanfield.datasets.Batch;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.StockLayers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.SplittableRandom;

/** The architectures as Meanfield's networks, and a batch for each. */
final class MeanfieldModels {
  private MeanfieldModels() {}

  /**
   * @throws NotAvailableException if Meanfield cannot train it yet
   */
  static NetworkDefinition define(ComputeModel model) {
    var settings = StockLayers.settings(1);
    return switch (model) {
      case MLP, LENET, VGG ->
          NetworkDefinition.of(StockModels.sequence(model, settings), input(model), output());
      case RESNET18 -> NetworkDefinition.of(StockResNet.graph(settings), input(model), output());
      case LSTM -> throw new NotAvailableException("Meanfield has no labels per time step yet");
      case GRU -> throw new NotAvailableException("Meanfield has no GRU yet");
      case GPT -> throw new NotAvailableException("Meanfield has no transformer yet");
    };
  }

  private static InputShape input(ComputeModel model) {
    return switch (model) {
      case MLP -> new InputShape.Vector(Sizes.Mlp.INPUTS);
      case LENET -> new InputShape.Image(Sizes.LeNet.SIDE, Sizes.LeNet.SIDE, 1);
      case VGG -> new InputShape.Image(Sizes.Vgg.SIDE, Sizes.Vgg.SIDE, Sizes.Vgg.CHANNELS);
      case RESNET18 ->
          new InputShape.Image(Sizes.ResNet.SIDE, Sizes.ResNet.SIDE, Sizes.ResNet.CHANNELS);
      case LSTM -> new InputShape.Sequence(Sizes.Lstm.TIME, Sizes.Lstm.VOCABULARY);
      case GRU -> new InputShape.Sequence(Sizes.Gru.TIME, Sizes.Gru.VOCABULARY);
      case GPT -> new InputShape.Sequence(Sizes.Gpt.TIME, Sizes.Gpt.VOCABULARY);
    };
  }

  private static OutputShape output() {
    return new OutputShape(Sizes.CLASSES, Head.SOFTMAX);
  }

  /** Random features and one-hot labels [batch, classes]. */
  static Batch batch(ComputeModel model) {
    int size = model.batchSize();
    SplittableRandom random = new SplittableRandom(1);
    long[] shape = featureShape(model);
    int numFeatures = 1;
    for (long extent : shape) {
      numFeatures = Math.multiplyExact(numFeatures, Math.toIntExact(extent));
    }
    FloatBuffer features = floats(numFeatures);
    for (int i = 0; i < numFeatures; i++) {
      features.put(i, (float) random.nextDouble());
    }
    FloatBuffer labels = floats(size * Sizes.CLASSES);
    for (int i = 0; i < size; i++) {
      labels.put(i * Sizes.CLASSES + random.nextInt(Sizes.CLASSES), 1);
    }
    return new Batch(size, features, shape, Optional.empty(), Optional.of(labels), Sizes.CLASSES);
  }

  private static long[] featureShape(ComputeModel model) {
    int size = model.batchSize();
    InputShape input = input(model);
    if (input instanceof InputShape.Image image) {
      return new long[] {size, image.height(), image.width(), image.channels()};
    }
    if (input instanceof InputShape.Vector vector) {
      return new long[] {size, vector.size()};
    }
    return new long[] {size, ((InputShape.Sequence) input).maxTokens()};
  }

  private static FloatBuffer floats(int length) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(length, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
