package io.meanfield.worker;

import io.meanfield.benchmarks.dl4j.StockModels;
import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.model.Sizes;
import io.meanfield.datasets.Batch;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.StockLayers;
import io.meanfield.zoo.generative.Gpt;
import io.meanfield.zoo.layer.Gru;
import io.meanfield.zoo.vision.ResNet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The architectures as Meanfield's networks, and a batch for each. */
public final class MeanfieldModels {
  private MeanfieldModels() {}

  public static NetworkDefinition define(ComputeModel model) {
    var settings = StockLayers.settings(1);
    return switch (model) {
      case MLP, LENET, VGG, LSTM ->
          NetworkDefinition.of(StockModels.sequence(model, settings), input(model), output(model));
      case RESNET18 -> new ResNet(Sizes.ResNet.DEPTH).define(input(model), output(model), 1);
      case GRU -> NetworkDefinition.of(gru(settings), input(model), output(model));
      case GPT ->
          new Gpt(Sizes.Gpt.BLOCKS, Sizes.Gpt.WIDTH, Sizes.Gpt.HEADS, 0)
              .define(input(model), output(model), 1);
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

  private static OutputShape output(ComputeModel model) {
    return switch (model) {
      case MLP, LENET, VGG, RESNET18 -> new OutputShape(Sizes.CLASSES, Head.SOFTMAX);
      case GRU -> new OutputShape(Sizes.Gru.CLASSES, Head.SOFTMAX);
      case LSTM -> new OutputShape(Sizes.Lstm.VOCABULARY, Head.TOKENS);
      case GPT -> new OutputShape(Sizes.Gpt.VOCABULARY, Head.TOKENS);
    };
  }

  private static MultiLayerConfiguration gru(NeuralNetConfiguration.Builder settings) {
    return settings
        .list()
        .layer(
            new EmbeddingSequenceLayer.Builder()
                .nIn(Sizes.Gru.VOCABULARY)
                .nOut(Sizes.Gru.EMBEDDING)
                .inputLength(Sizes.Gru.TIME)
                .build())
        .layer(
            new Bidirectional(
                Bidirectional.Mode.CONCAT, new Gru.Builder().nOut(Sizes.Gru.UNITS).build()))
        .layer(new GlobalPoolingLayer.Builder(PoolingType.AVG).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(Sizes.Gru.CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.recurrent(Sizes.Gru.VOCABULARY, Sizes.Gru.TIME))
        .build();
  }

  /** Random features, and labels as the model's head wants them. */
  static Batch batch(ComputeModel model, int size) {
    SplittableRandom random = new SplittableRandom(1);
    long[] shape = featureShape(model, size);
    int numFeatures = 1;
    for (long extent : shape) {
      numFeatures = Math.multiplyExact(numFeatures, Math.toIntExact(extent));
    }
    FloatBuffer features = floats(numFeatures);
    for (int i = 0; i < numFeatures; i++) {
      features.put(i, feature(model, random));
    }
    OutputShape output = output(model);
    boolean isOfSteps = output.head() == Head.TOKENS;
    int numLabels = isOfSteps ? Math.toIntExact(shape[1]) : output.size();
    FloatBuffer labels = floats(size * numLabels);
    for (int i = 0; i < size * (isOfSteps ? numLabels : 1); i++) {
      int label = random.nextInt(output.size());
      labels.put(isOfSteps ? i : i * numLabels + label, isOfSteps ? label : 1);
    }
    return new Batch(size, features, shape, Optional.empty(), Optional.of(labels), numLabels);
  }

  private static float feature(ComputeModel model, SplittableRandom random) {
    return input(model) instanceof InputShape.Sequence sequence
        ? random.nextInt(sequence.vocabularySize())
        : (float) random.nextDouble();
  }

  private static long[] featureShape(ComputeModel model, int size) {
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
