package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
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
  void aNewOneKnowsNothingOfTheOneBefore() {
    new Continuation(network).after(List.of(1, 2, 3));
    assertArrayEquals(after(4, 5), new Continuation(network).after(List.of(4, 5)), 1e-6f);
  }

  @Test
  void aNetworkWithOneAnswerATextIsRefused() {
    Network classifier = Network.create(Examples.definitions().get("text-cnn"));
    assertThrows(IllegalArgumentException.class, () -> new Continuation(classifier));
  }

  /** By another way: all words at once, and the last answer. */
  private float[] after(int... words) {
    INDArray input = Nd4j.zeros(1, words.length);
    for (int i = 0; i < words.length; i++) {
      input.putScalar(i, words[i]);
    }
    Network other = Network.create(network.definition());
    return other
        .output(new Tensors(input, null, null))
        .get(NDArrayIndex.point(0), NDArrayIndex.point(words.length - 1), NDArrayIndex.all())
        .dup()
        .toFloatVector();
  }
}
