package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.layer.TransformerBlock;
import io.meanfield.zoo.text.TextCnn;
import io.meanfield.zoo.text.Transformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Networks of two inputs, the text and its translation as far as it has been told. */
@Tag("unit")
class TestPairNetwork {
  private static final InputShape.Pair SHAPE = new InputShape.Pair(5, 4, 11);
  private static final OutputShape WORDS = new OutputShape(11, Head.TOKENS);
  private static final int MARK = 10;
  private static final Transformer MODEL = new Transformer(2, 8, 2, 0);

  /** Example i has 1 + i % 5 words and 1 + (i + 1) % 4 steps, the rest is padding. */
  private static Tensors batch(int size) {
    Random random = new Random(3);
    INDArray words = Nd4j.zeros(size, 9);
    INDArray mask = Nd4j.zeros(size, 9);
    INDArray labels = Nd4j.zeros(size, 4);
    for (int i = 0; i < size; i++) {
      for (int t = 0; t < 9; t++) {
        boolean isWord = t < 5 ? t < 1 + i % 5 : t - 5 < 1 + (i + 1) % 4;
        if (isWord) {
          words.putScalar(i, t, 1 + random.nextInt(10));
          mask.putScalar(i, t, 1);
          if (t >= 5) {
            labels.putScalar(i, t - 5, 1 + random.nextInt(10));
          }
        }
      }
    }
    return new Tensors(words, mask, labels);
  }

  private static Network network() {
    return Network.create(MODEL.define(SHAPE, WORDS, 7));
  }

  @Test
  void theLossIsTheMeanOverTheWordsOfTranslationsAlone() {
    Network network = network();
    Tensors batch = batch(7);
    INDArray output = network.output(batch);
    assertArrayEquals(new long[] {7, 4, 11}, output.shape());
    double sum = 0;
    int numWords = 0;
    for (int i = 0; i < 7; i++) {
      for (int t = 0; t < 4; t++) {
        if (batch.mask().getDouble(i, 5 + t) == 1) {
          sum -= Math.log(output.getDouble(i, t, batch.labels().getInt(i, t)));
          numWords++;
        }
      }
    }
    assertEquals(sum / numWords, network.gradient(batch, 1), 1e-5);
    assertEquals(numWords, network.memory().numLosses());
    assertEquals(batch.mask().getColumns(5, 6, 7, 8), batch.maskOfLabels());
  }

  @Test
  void paddingOnEitherSideChangesNothing() {
    Network network = network();
    Tensors batch = batch(7);
    double loss = network.gradient(batch, 1);
    float[] gradient = Gradients.of(network);
    INDArray padding = batch.mask().rsub(1);
    Tensors other =
        new Tensors(
            batch.features().add(padding.mul(9)),
            batch.mask(),
            batch.labels().add(batch.maskOfLabels().rsub(1).mul(6)));
    assertNotEquals(batch.features(), other.features());
    assertEquals(loss, network.gradient(other, 1), 1e-6);
    assertArrayEquals(gradient, Gradients.of(network), 1e-6f);
    Tensors changed = batch(7);
    changed.features().putScalar(0, 0, 11 - changed.features().getInt(0, 0));
    assertTrue(Math.abs(loss - network.gradient(changed, 1)) > 1e-5, "a word has influence");
  }

  @Test
  void translationsAreTheLikeliestKnownWordsOneAfterTheOther() {
    int numUnknown = 0;
    for (int seed = 1; seed < 6; seed++) {
      Network network = Network.create(MODEL.define(SHAPE, WORDS, seed));
      Translation translation = new Translation(network);
      Tensors batch = batch(7);
      for (int firstWord : new int[] {0, 4}) {
        int[][] found = translation.of(batch, firstWord, MARK);
        for (int i = 0; i < 7; i++) {
          List<Integer> expected = translation(network, batch, i, firstWord);
          assertEquals(expected, Arrays.stream(found[i]).boxed().toList(), seed + " " + i);
          numUnknown += (int) expected.stream().filter(word -> word < 4).count();
        }
      }
    }
    assertTrue(numUnknown > 0, "words below the first are the likeliest somewhere");
    Network other = Network.create(cnn());
    assertThrows(IllegalArgumentException.class, () -> new Translation(other));
  }

  /** Each word told by all of a forward pass over what was told before, one text at a time. */
  private static List<Integer> translation(Network network, Tensors batch, int i, int firstWord) {
    INDArray text = Tensors.columns(batch.features().getRow(i, true), 0, 5);
    INDArray mask = Tensors.columns(batch.mask().getRow(i, true), 0, 5);
    INDArray told = Nd4j.createFromArray(new float[][] {{MARK}});
    List<Integer> words = new ArrayList<>();
    while (words.size() < 4) {
      Tensors soFar =
          new Tensors(Nd4j.hstack(text, told), Nd4j.hstack(mask, Nd4j.onesLike(told)), null);
      INDArray output = network.output(soFar);
      int word = firstWord;
      for (int other = firstWord; other < 11; other++) {
        double p = output.getDouble(0, told.size(1) - 1, other);
        word = p > output.getDouble(0, told.size(1) - 1, word) ? other : word;
      }
      if (word == MARK) {
        return words;
      }
      words.add(word);
      told = Nd4j.hstack(told, Nd4j.createFromArray(new float[][] {{word}}));
    }
    return words;
  }

  @Test
  void aNetworkThatForgetsEarlierWordsOfATranslationIsRefused() {
    var words = new InputShape.Sequence(5, 11);
    var graph =
        StockLayers.settings(1)
            .graphBuilder()
            .addInputs("source", "target")
            .addLayer("encoded", StockLayers.embedding(words, 8), "source")
            .addLayer("vectors", StockLayers.embedding(words, 8), "target")
            .addLayer(
                "convolution",
                new Convolution1DLayer.Builder(2)
                    .nOut(8)
                    .convolutionMode(ConvolutionMode.Causal)
                    .build(),
                "vectors");
    new TransformerBlock.Builder()
        .width(8)
        .reach(Reach.PAST)
        .memory()
        .build()
        .addTo(graph, "decoded", "convolution", "encoded");
    var configuration =
        graph
            .addLayer("output", StockLayers.outputAtEveryStep(WORDS, "test"), "decoded")
            .setOutputs("output")
            .setInputTypes(StockLayers.tokens(words), StockLayers.tokens(words))
            .build();
    Network network =
        Network.create(NetworkDefinition.ofJson(configuration.toJson(), SHAPE, WORDS));
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Translation(network)).getMessage();
    assertTrue(
        message.startsWith(
            "expected a network that goes on word by word as if it read all words at once, found one that answers step 3 of 4 otherwise; "),
        message);
  }

  @Test
  void networksThatSeeTheNextWordAreRefused() {
    String json = network().definition().json();
    String forgetful = json.replace("\"" + Reach.PAST + "\"", "\"" + Reach.ALL + "\"");
    assertNotEquals(json, forgetful);
    InputShape.Pair square = new InputShape.Pair(4, 4, 11);
    String swapped =
        MODEL
            .define(square, WORDS, 7)
            .json()
            .replaceAll(
                "\"networkInputs\" : \\[ \"source\", \"target\" \\]",
                "\"networkInputs\" : [ \"target\", \"source\" ]");
    assertNotEquals(MODEL.define(square, WORDS, 7).json(), swapped);
    for (String wrong : List.of(forgetful, swapped)) {
      InputShape.Pair shape = wrong.equals(forgetful) ? SHAPE : square;
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> NetworkDefinition.ofJson(wrong, shape, WORDS))
              .getMessage();
      assertTrue(
          message.startsWith(
              "expected a network that tells the next word from those before it, found one whose answer at step 1 of 4 changes with the last word"),
          message);
    }
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertMessage(
        "expected a network with two inputs, the text and its translation, and one output, found 1 and 1",
        () -> NetworkDefinition.ofJson(cnn().json(), SHAPE, WORDS));
    assertMessage(
        "expected a batch of pairs of texts of at most 5 words and translations of at most 4 from a vocabulary of 11, found an array of shape [2, 5]",
        () -> network().output(new Tensors(Nd4j.zeros(2, 5), null, null)));
    assertMessage(
        "expected labels of shape [2, 4], found [2, 9]",
        () -> network().gradient(new Tensors(Nd4j.zeros(2, 9), null, Nd4j.zeros(2, 9)), 1));
    assertMessage(
        "expected pairs of texts for the model transformer, found vectors of 3 numbers; choose a model of the data's kind (train.sh --list-models)",
        () -> MODEL.define(new InputShape.Vector(3), WORDS, 1));
    assertMessage(
        "expected the loss next-word for the model transformer, found one for a single answer a text: set training.loss: next-word, or choose another model (train.sh --list-models)",
        () -> MODEL.define(SHAPE, new OutputShape(11, Head.SOFTMAX), 1));
    assertMessage(
        "width: expected a multiple of heads, 3, found 8", () -> new Transformer(1, 8, 3, 0));
  }

  private static NetworkDefinition cnn() {
    return new TextCnn(4, List.of(3), 3, 0, Optional.empty())
        .define(Examples.WORDS, Examples.THREE_CLASSES, 1);
  }

  private static void assertMessage(String expected, Runnable wrong) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
  }
}
