package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import io.meanfield.zoo.tabular.Linear;
import io.meanfield.zoo.text.TextCnn;
import io.meanfield.zoo.text.TextLstm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Vectors of words from elsewhere, in networks of both of Deeplearning4j's kinds. */
@Tag("unit")
class TestWordEmbedding {
  private static final int SIZE = 4;
  private static final int WORD = 7;
  private static final float[] VECTOR = {0.5f, -1, 2, 0.25f};

  private static NetworkDefinition definition(String model, boolean trainable) {
    Optional<WordVectors> vectors = Optional.of(new WordVectors("vectors.txt", trainable));
    ModelConfig config =
        model.equals("text-cnn")
            ? new TextCnn(SIZE, List.of(2, 3), 3, 0, vectors)
            : new TextLstm(SIZE, List.of(5), TextLstm.Summary.LAST, 0, vectors);
    return config.define(Examples.WORDS, Examples.THREE_CLASSES, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text-cnn", "text-lstm"})
  void aVectorIsARowOfTheStockEmbeddingAndNothingElseChanges(String model) throws IOException {
    Network network = Network.create(definition(model, true));
    INDArray before = stockEmbedding(network);
    float[] others = othersOf(network);
    assertEquals(SIZE, network.embedding().size());
    network.embedding().set(WORD, VECTOR);
    INDArray after = stockEmbedding(network);
    for (int word = 0; word < Examples.WORDS.vocabularySize(); word++) {
      float[] expected = word == WORD ? VECTOR : before.getRow(word).toFloatVector();
      assertArrayEquals(expected, after.getRow(word).toFloatVector());
    }
    assertArrayEquals(others, othersOf(network));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text-cnn", "text-lstm"})
  void vectorsThatAreNotTrainableStayAndTheRestLearns(String model) throws IOException {
    Network frozen = Network.create(definition(model, false));
    Network trained = Network.create(definition(model, true));
    frozen.embedding().set(WORD, VECTOR);
    trained.setParameters(frozen.parameters());
    Tensors batch = Examples.batch(frozen.definition(), 6, 3);
    assertEquals(trained.output(batch), frozen.output(batch));
    assertEquals(trained.gradient(batch, 1), frozen.gradient(batch, 1));
    float[] gradient = Gradients.of(frozen);
    float[] expected = Gradients.of(trained);
    Segment words = frozen.layout().segments().get(0);
    assertEquals(Role.FROZEN, words.role());
    assertNotEquals(0, sumOfSquares(Arrays.copyOf(expected, words.end())));
    for (int i = words.end(); i < gradient.length; i++) {
      assertEquals(expected[i], gradient[i], "at " + i);
    }
    assertNotEquals(0, sumOfSquares(gradient));

    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    frozen.save(zip);
    Network loaded =
        Network.load(
            new ByteArrayInputStream(zip.toByteArray()), Examples.WORDS, Examples.THREE_CLASSES);
    assertEquals(frozen.layout(), loaded.layout());
    assertEquals(frozen.output(batch), loaded.output(batch));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    WordEmbedding embedding = Network.create(definition("text-cnn", true)).embedding();
    assertEquals(
        "expected a vector of 4 numbers, found 3",
        assertThrows(IllegalArgumentException.class, () -> embedding.set(0, new float[3]))
            .getMessage());
    Network linear =
        Network.create(new Linear().define(new InputShape.Vector(5), Examples.THREE_CLASSES, 1));
    assertEquals(
        "expected a network for token sequences, found one for vectors of 5 numbers",
        assertThrows(IllegalArgumentException.class, linear::embedding).getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new ModelSource.File("own.json", Optional.of(new WordVectors("a.txt", false))));
  }

  /** [words, size], as stock Deeplearning4j reads it. */
  private static INDArray stockEmbedding(Network network) throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    network.save(zip);
    ByteArrayInputStream in = new ByteArrayInputStream(zip.toByteArray());
    Model stock =
        network.definition().kind() == NetworkDefinition.Kind.GRAPH
            ? ModelSerializer.restoreComputationGraph(in, false)
            : ModelSerializer.restoreMultiLayerNetwork(in, false);
    boolean isGraph = network.definition().kind() == NetworkDefinition.Kind.GRAPH;
    return stock.paramTable().get(isGraph ? "embedding_W" : "0_W").dup();
  }

  private static float[] othersOf(Network network) {
    float[] all = network.parameters();
    return Arrays.copyOfRange(all, network.layout().segments().get(0).end(), all.length);
  }

  private static double sumOfSquares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }
}
