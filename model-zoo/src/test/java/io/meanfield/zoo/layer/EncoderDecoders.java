package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.kernel.Kernels;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** Small graphs of an encoder and a decoder, and words for them. */
final class EncoderDecoders {
  static final String SOURCE = "source";
  static final String TARGET = "target";
  static final String ENCODED = "encoded";
  private static final int MAX_STEPS = 12;

  private EncoderDecoders() {}

  /**
   * @param blocks in either half
   */
  record Shape(int width, int heads, int vocabulary, int blocks) {}

  /**
   * @param source [batch, source time] words
   * @param target [batch, target time] words
   * @param labels [batch, 1, target time] words
   * @param masks of source and target, each [batch, time] or null
   */
  record Batch(INDArray source, INDArray target, INDArray labels, INDArray... masks) {
    INDArray[] inputs() {
      return new INDArray[] {source, target};
    }

    /** Each sequence one word shorter than the one before. */
    Batch masked() {
      return new Batch(source, target, labels, shorter(source), shorter(target));
    }
  }

  private static INDArray shorter(INDArray words) {
    return new TransformerNets.Batch(words, null, null).masked().mask();
  }

  static Batch batch(Shape shape, DataType type, int size, int sourceTime, int targetTime) {
    SplittableRandom random = new SplittableRandom(5);
    return new Batch(
        words(random, shape, type, size, sourceTime),
        words(random, shape, type, size, targetTime),
        words(random, shape, type, size, 1, targetTime),
        null,
        null);
  }

  private static INDArray words(SplittableRandom random, Shape shape, DataType type, long... dims) {
    INDArray words = Nd4j.create(type, dims);
    for (long i = 0; i < words.length(); i++) {
      words.putScalar(i, random.nextInt(shape.vocabulary()));
    }
    return words;
  }

  /** Standard normal. */
  static INDArray random(DataType type, long seed, long... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    INDArray values = Nd4j.create(type, shape);
    for (long i = 0; i < values.length(); i++) {
      values.putScalar(i, random.nextGaussian());
    }
    return values;
  }

  static ComputationGraphConfiguration configuration(Shape shape, double dropout, DataType type) {
    return configuration(shape, dropout, type, norm(shape));
  }

  /**
   * @param end of the decoder, before the output layer
   */
  static ComputationGraphConfiguration configuration(
      Shape shape, double dropout, DataType type, Layer end) {
    var graph =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(type)
            .updater(new Adam(0.01))
            .graphBuilder()
            .addInputs(SOURCE, TARGET)
            .addLayer("source words", embedding(shape), SOURCE)
            .addLayer("source places", positions(shape), "source words")
            .addLayer("target words", embedding(shape), TARGET)
            .addLayer("target places", positions(shape), "target words");
    String last = "source places";
    for (int i = 0; i < shape.blocks(); i++) {
      graph.addLayer("encoder" + i, block(shape, dropout).build(), last);
      last = "encoder" + i;
    }
    graph.addLayer(ENCODED, norm(shape), last);
    last = "target places";
    for (int i = 0; i < shape.blocks(); i++) {
      block(shape, dropout)
          .reach(Reach.PAST)
          .memory()
          .build()
          .addTo(graph, "decoder" + i, last, ENCODED);
      last = "decoder" + i;
    }
    return graph
        .addLayer("end", end, last)
        .addLayer(
            "out",
            new RnnOutputLayer.Builder(new LossSparseMCXENT())
                .nOut(shape.vocabulary())
                .activation(Activation.SOFTMAX)
                .build(),
            "end")
        .setOutputs("out")
        .setInputTypes(
            InputType.recurrent(shape.vocabulary()), InputType.recurrent(shape.vocabulary()))
        .build();
  }

  private static EmbeddingSequenceLayer embedding(Shape shape) {
    return new EmbeddingSequenceLayer.Builder().nIn(shape.vocabulary()).nOut(shape.width()).build();
  }

  private static LearnedPositions positions(Shape shape) {
    return new LearnedPositions.Builder().width(shape.width()).maxSteps(MAX_STEPS).build();
  }

  private static LayerNormalization norm(Shape shape) {
    return new LayerNormalization.Builder().width(shape.width()).build();
  }

  private static TransformerBlock.Builder block(Shape shape, double dropout) {
    return new TransformerBlock.Builder()
        .width(shape.width())
        .heads(shape.heads())
        .hidden(2L * shape.width() + 1)
        .dropoutInside(dropout);
  }

  /** A causal block alone, of inputs "steps" and "memory". */
  static ComputationGraph block(Shape shape, DataType type) {
    var graph =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(type)
            .graphBuilder()
            .addInputs("steps", "memory");
    block(shape, 0).reach(Reach.PAST).memory().build().addTo(graph, "block", "steps", "memory");
    ComputationGraph network = new ComputationGraph(graph.setOutputs("block").build());
    network.init();
    TransformerNets.disturb(network.params());
    return network;
  }

  /** Accelerated, and with parameters of which no gain is 1 and no bias 0. */
  static ComputationGraph network(Shape shape, double dropout, DataType type, Kernels kernels) {
    return network(configuration(shape, dropout, type), kernels);
  }

  static ComputationGraph network(ComputationGraphConfiguration configuration, Kernels kernels) {
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    TransformerNets.disturb(network.params());
    Acceleration.apply(network, kernels);
    return network;
  }

  /** Forward and backward as networks train, always with the same dropout; returns the loss. */
  static double differentiate(ComputationGraph network, Batch batch) {
    Nd4j.getRandom().setSeed(11);
    network.setInputs(batch.inputs());
    network.setLabels(batch.labels());
    network.setLayerMaskArrays(batch.masks(), new INDArray[] {batch.masks()[1]});
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    return network.score();
  }

  static INDArray output(ComputationGraph network, Batch batch) {
    return network.output(false, batch.inputs(), batch.masks(), null)[0];
  }
}
