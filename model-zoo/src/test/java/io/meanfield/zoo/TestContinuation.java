package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

@Tag("unit")
class TestContinuation {
  private final Network network = Network.create(Examples.definitions().get("gpt"));

  @Test
  void wordsOneByOneAreAnsweredAsAllAtOnce() {
    Continuation continuation = new Continuation(network);
    float[] third = continuation.after(List.of(5, 3, 9));
    float[] fourth = continuation.after(List.of(7));
    float[] fifth = continuation.after(List.of(2));
    assertArrayEquals(after(5, 3, 9), third, 1e-6f);
    assertArrayEquals(after(5, 3, 9, 7), fourth, 1e-6f);
    assertArrayEquals(after(5, 3, 9, 7, 2), fifth, 1e-6f);
  }

  @Test
  void afterMoreWordsThanItReadsTheLastHalfCounts() {
    Continuation continuation = new Continuation(network);
    continuation.after(List.of(1, 2, 3, 4, 5, 6, 7)); // as many as it reads
    assertArrayEquals(after(5, 6, 7, 8), continuation.after(List.of(8)), 1e-6f);
    assertArrayEquals(after(5, 6, 7, 8, 9), continuation.after(List.of(9)), 1e-6f);
    float[] ofLongText = new Continuation(network).after(List.of(1, 2, 3, 4, 5, 6, 7, 8));
    assertArrayEquals(after(5, 6, 7, 8), ofLongText, 1e-6f);
  }

  @Test
  void afterARestartNothingIsKnownOfTheTextBefore() {
    for (Network network :
        List.of(network, ofLayers(StockNets.lstm()), ofFrozenLayerInAGraph(StockNets.lstm()))) {
      Continuation continuation = new Continuation(network);
      for (int text = 0; text < 2; text++) {
        assertArrayEquals(after(network, 4, 5), continuation.after(List.of(4, 5)), 1e-6f);
        assertArrayEquals(after(network, 4, 5, 6), continuation.after(List.of(6)), 1e-6f);
        continuation.restart();
      }
      new Continuation(network).after(List.of(1, 2, 3));
      assertArrayEquals(
          after(network, 4, 5), new Continuation(network).after(List.of(4, 5)), 1e-6f);
    }
  }

  @Test
  void aNetworkWithOneAnswerATextIsRefused() {
    assertRefused(
        "expected a network for token sequences that answers at every step, found one for token sequences of at most 7 words from a vocabulary of 20 with the head SOFTMAX",
        Network.create(Examples.definitions().get("text-cnn")));
  }

  @Test
  void aNetworkThatForgetsEarlierStepsIsRefused() {
    String start =
        "expected a network that goes on word by word as if it read all words at once, found one that ";
    var causal = new Convolution1DLayer.Builder(2).nOut(4).convolutionMode(ConvolutionMode.Causal);
    assertRefused(
        start + "answers step 6 of 7 otherwise; layers must keep", ofLayers(causal.build()));
    assertRefused(
        start + "answers step 6 of 7 otherwise; layers must keep",
        ofLayers(causal.dilation(5).build()));
    assertRefused(
        start + "fails: Cannot RnnTimeStep bidirectional layers; layers must keep",
        ofLayers(new Bidirectional(StockNets.lstm())));
    assertRefused(
        start + "answers step 5 of 7 otherwise; layers must keep",
        ofLayers(new SelfAttentionLayer.Builder().nOut(4).nHeads(2).projectInput(true).build()));
  }

  private static void assertRefused(String start, Network network) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Continuation(network)).getMessage();
    assertTrue(message.startsWith(start), message);
  }

  private static Network ofLayers(Layer... layers) {
    return Network.create(
        NetworkDefinition.of(StockNets.nextWords(layers), Examples.WORDS, Examples.NEXT_WORDS));
  }

  private static Network ofFrozenLayerInAGraph(Layer layer) {
    var graph =
        StockLayers.settings(1)
            .graphBuilder()
            .addInputs("words")
            .addLayer("vectors", StockLayers.embedding(Examples.WORDS, 4), "words")
            .addLayer("frozen", new FrozenLayer(layer), "vectors")
            .addLayer(
                "output", StockLayers.outputAtEveryStep(Examples.NEXT_WORDS, "test"), "frozen")
            .setOutputs("output")
            .setInputTypes(StockLayers.tokens(Examples.WORDS))
            .build();
    return Network.create(NetworkDefinition.of(graph, Examples.WORDS, Examples.NEXT_WORDS));
  }

  /** By another way: all words at once, and the last answer. */
  private float[] after(int... words) {
    return after(network, words);
  }

  private static float[] after(Network network, int... words) {
    INDArray input = Nd4j.zeros(1, words.length);
    for (int i = 0; i < words.length; i++) {
      input.putScalar(i, words[i]);
    }
    return Network.create(network.definition())
        .output(new Tensors(input, null, null))
        .get(NDArrayIndex.point(0), NDArrayIndex.point(words.length - 1), NDArrayIndex.all())
        .dup()
        .toFloatVector();
  }
}
