package io.meanfield.zoo;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a network that somebody else configured can be trained on given data by Meanfield. */
final class FitCheck {

  private static final Logger LOG = LoggerFactory.getLogger(FitCheck.class);

  private final Network network;
  private final StockNetwork stock;

  FitCheck(Network network) {
    this.network = network;
    this.stock = network.stock();
  }

  /**
   * @throws IllegalArgumentException with what was expected and what was found
   */
  void run() {
    checkNumInputs();
    if (stock.dataType() != DataType.FLOAT) {
      throw misfit("dataType FLOAT", stock.dataType());
    }
    if (stock.backpropType() != BackpropType.Standard) {
      throw misfit("backpropType Standard", stock.backpropType());
    }
    checkFirstLayer();
    checkHead();
    INDArray example = example(network.definition().input());
    INDArray output = outputOf(example);
    checkSizes(output);
    if (readsWords() && network.definition().output().head() == Head.TOKENS) {
      LookAheadCheck.run(network, example, output);
    }
    logUnusedSettings();
  }

  /**
   * @throws IllegalArgumentException if the network reads texts of one length only
   */
  void runShorter() {
    InputShape.Sequence texts = (InputShape.Sequence) network.definition().input();
    int length = (texts.maxTokens() + 1) / 2;
    try {
      INDArray example = words(length, texts.vocabularySize());
      checkSizes(network.output(new Tensors(example, null, null)));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "expected a network that reads texts of any length up to %d, found one that fails with %d: %s"
              .formatted(texts.maxTokens(), length, reason(e)),
          e);
    }
  }

  /** The last word of the vocabulary, so many times. */
  private static INDArray words(long length, int vocabularySize) {
    return Nd4j.valueArrayOf(new long[] {1, length}, vocabularySize - 1, DataType.FLOAT);
  }

  private boolean readsWords() {
    InputShape input = network.definition().input();
    return input instanceof InputShape.Sequence || input instanceof InputShape.Pair;
  }

  private void checkNumInputs() {
    boolean isPair = network.definition().input() instanceof InputShape.Pair;
    if (stock.numInputs() != (isPair ? 2 : 1) || stock.numOutputs() != 1) {
      throw misfit(
          isPair
              ? "two inputs, the text and its translation, and one output"
              : "one input and one output",
          stock.numInputs() + " and " + stock.numOutputs());
    }
  }

  private void checkFirstLayer() {
    Layer first = InputAdapter.unwrap(stock.layers().get(0));
    if (readsWords() && !(first instanceof EmbeddingSequenceLayer)) {
      throw misfit(
          "an EmbeddingSequenceLayer first, for token sequences",
          "a " + first.getClass().getSimpleName());
    }
  }

  private void checkHead() {
    Head head = network.definition().output().head();
    Layer last = stock.outputLayer();
    if (!(last instanceof BaseOutputLayer || last instanceof LossLayer)) {
      throw misfit(
          "an output layer with a loss at the end", "a " + last.getClass().getSimpleName());
    }
    IActivation expected = head.activation.getActivationFunction();
    IActivation found = ((BaseLayer) last).getActivationFn();
    if (head == Head.TOKENS
        && !(last instanceof RnnOutputLayer steps
            && steps.getLossFn() instanceof LossSparseMCXENT)) {
      throw misfit(
          "an RnnOutputLayer with the loss SPARSE_MCXENT at the end, for an answer at every step",
          "a " + last.getClass().getSimpleName());
    }
    if (head != Head.LINEAR && !found.getClass().equals(expected.getClass())) {
      throw misfit("the activation %s in the output layer".formatted(expected), found);
    }
  }

  private INDArray outputOf(INDArray example) {
    try {
      return network.output(new Tensors(example, null, null));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "expected a network for %s, found one that cannot read them: %s"
              .formatted(network.definition().input().describe(), reason(e)),
          e);
    }
  }

  private static INDArray example(InputShape input) {
    if (input instanceof InputShape.Image image) {
      return Nd4j.zeros(DataType.FLOAT, 1, image.height(), image.width(), image.channels());
    }
    if (input instanceof InputShape.Vector vector) {
      return Nd4j.zeros(DataType.FLOAT, 1, vector.size());
    }
    if (input instanceof InputShape.Table table) {
      return Nd4j.zeros(DataType.FLOAT, 1, table.size());
    }
    if (input instanceof InputShape.Pair pair) {
      long length = (long) pair.maxSourceTokens() + pair.maxTargetTokens();
      return words(length, pair.vocabularySize());
    }
    InputShape.Sequence sequence = (InputShape.Sequence) input;
    return words(sequence.maxTokens(), sequence.vocabularySize());
  }

  private void checkSizes(INDArray output) {
    int expected = network.definition().output().size();
    int rank = network.definition().output().head() == Head.TOKENS ? 3 : 2;
    if (output.rank() != rank || output.size(rank - 1) != expected) {
      throw misfit(
          "output of shape [batch, %s%d], as the data has %d classes or targets"
              .formatted(rank == 3 ? "time, " : "", expected, expected),
          Arrays.toString(output.shape()) + " for one example");
    }
  }

  private void logUnusedSettings() {
    Set<String> unused = unusedSettings();
    if (!unused.isEmpty()) {
      LOG.info(
          "Not used from the network's own configuration: {}; the run's optimizer settings apply",
          String.join(", ", unused));
    }
  }

  /** What the configuration says about training beyond gradients, in the order of its layers. */
  Set<String> unusedSettings() {
    Set<String> unused = new LinkedHashSet<>();
    for (Layer layer : stock.layers()) {
      if (layer instanceof BaseLayer trained) {
        addUpdating(unused, trained);
      }
      if (layer.getConstraints() != null && !layer.getConstraints().isEmpty()) {
        unused.add("constraints");
      }
    }
    return unused;
  }

  private static void addUpdating(Set<String> unused, BaseLayer layer) {
    if (layer.getIUpdater() != null && !(layer.getIUpdater() instanceof NoOp)) {
      unused.add("updater " + layer.getIUpdater().getClass().getSimpleName());
    }
    if (layer.getRegularization() != null) {
      layer.getRegularization().forEach(term -> unused.add(term.getClass().getSimpleName()));
    }
    if (layer.getGradientNormalization() != GradientNormalization.None) {
      unused.add("gradient normalisation " + layer.getGradientNormalization());
    }
  }

  /** Deeplearning4j's own words, without the wrapping and the hints that follow. */
  static String reason(RuntimeException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("").strip();
  }

  private static IllegalArgumentException misfit(String expected, Object found) {
    return new IllegalArgumentException(
        "expected a network with %s, found %s".formatted(expected, found));
  }
}
