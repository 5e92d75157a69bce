package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Precision;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** Small transformers of two blocks, and words for them. */
final class TransformerNets {
  private TransformerNets() {}

  record Shape(int width, int heads, int maxSteps, int vocabulary) {}

  /**
   * @param words [batch, time]
   * @param labels [batch, 1, time]
   * @param mask [batch, time], or null
   */
  record Batch(INDArray words, INDArray labels, INDArray mask) {
    long size() {
      return words.size(0);
    }

    /** Each sequence one word shorter than the one before. */
    Batch masked() {
      INDArray shorter = Nd4j.ones(words.dataType(), words.shape());
      for (long b = 0; b < size(); b++) {
        for (long t = Math.max(1, words.size(1) - b); t < words.size(1); t++) {
          shorter.putScalar(b, t, 0);
        }
      }
      return new Batch(words, labels, shorter);
    }
  }

  static Batch batch(Shape shape, int size, int time, DataType type) {
    SplittableRandom random = new SplittableRandom(5);
    INDArray words = Nd4j.create(type, size, time);
    INDArray labels = Nd4j.create(type, size, 1, time);
    for (long i = 0; i < words.length(); i++) {
      words.putScalar(i, random.nextInt(shape.vocabulary()));
      labels.putScalar(i, random.nextInt(shape.vocabulary()));
    }
    return new Batch(words, labels, null);
  }

  /** [batch, time] words to probabilities of the next [batch, vocabulary, time], accelerated. */
  static MultiLayerNetwork words(Shape shape, Reach reach, double dropout, DataType type) {
    var conf =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(type)
            .updater(new NoOp())
            .list()
            .layer(
                new EmbeddingSequenceLayer.Builder()
                    .nIn(shape.vocabulary())
                    .nOut(shape.width())
                    .build())
            .layer(
                new LearnedPositions.Builder()
                    .width(shape.width())
                    .maxSteps(shape.maxSteps())
                    .build())
            .layer(block(shape, reach, dropout))
            .layer(block(shape, reach, dropout))
            .layer(new LayerNormalization.Builder().width(shape.width()).build())
            .layer(
                new RnnOutputLayer.Builder(new LossSparseMCXENT())
                    .nOut(shape.vocabulary())
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.recurrent(shape.vocabulary()))
            .build();
    var network = new MultiLayerNetwork(conf);
    network.init();
    disturb(network.params());
    Acceleration.apply(network, Kernels.of(type, Precision.F32));
    return network;
  }

  /** So that no gain is 1 and no bias 0. */
  static void disturb(INDArray parameters) {
    SplittableRandom random = new SplittableRandom(7);
    for (long i = 0; i < parameters.length(); i++) {
      parameters.putScalar(i, parameters.getDouble(i) + 0.2 * random.nextGaussian());
    }
  }

  private static TransformerBlock block(Shape shape, Reach reach, double dropout) {
    return new TransformerBlock.Builder()
        .width(shape.width())
        .heads(shape.heads())
        .hidden(2L * shape.width() + 1)
        .reach(reach)
        .dropoutInside(dropout)
        .build();
  }

  /** [batch, width, time] to the same. */
  static MultiLayerNetwork sequences(Shape shape) {
    var network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(new NoOp())
                .list()
                .layer(block(shape, Reach.ALL, 0))
                .layer(numbers(shape))
                .build());
    network.init();
    return network;
  }

  static ComputationGraph graph(Shape shape) {
    var network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("in")
                .addLayer("block", block(shape, Reach.ALL, 0), "in")
                .addLayer("out", numbers(shape), "block")
                .setOutputs("out")
                .build());
    network.init();
    Acceleration.apply(network, Kernels.of(DataType.FLOAT, Precision.F32));
    return network;
  }

  private static RnnOutputLayer numbers(Shape shape) {
    return new RnnOutputLayer.Builder(new LossMSE())
        .nIn(shape.width())
        .nOut(shape.width())
        .activation(Activation.IDENTITY)
        .build();
  }

  /** Forward and backward as networks train, always with the same dropout; returns the loss. */
  static double differentiate(MultiLayerNetwork network, Batch batch) {
    Nd4j.getRandom().setSeed(11);
    network.setInput(batch.words());
    network.setLabels(batch.labels());
    network.setLayerMaskArrays(batch.mask(), batch.mask());
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    return network.score();
  }
}
