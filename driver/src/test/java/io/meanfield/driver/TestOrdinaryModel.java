package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.meanfield.zoo.FlatMemory;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.ModelConfig;
import io.meanfield.zoo.Network;
import io.meanfield.zoo.Nonlinearity;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.Tensors;
import io.meanfield.zoo.tabular.Linear;
import io.meanfield.zoo.tabular.Mlp;
import io.meanfield.zoo.text.TextCnn;
import io.meanfield.zoo.text.TextLstm;
import io.meanfield.zoo.vision.LeNet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A saved model works in a process that has Deeplearning4j and nothing of Meanfield. */
@Tag("cluster")
class TestOrdinaryModel {
  private static final float TOLERANCE = 1e-6f; // of probabilities; other kernels round otherwise
  private static final int BATCH = 5;
  private static final OutputShape CLASSES = new OutputShape(3, Head.SOFTMAX);
  private static final InputShape.Image COLOUR = new InputShape.Image(12, 10, 2);
  private static final InputShape.Vector VECTOR = new InputShape.Vector(6);
  private static final InputShape.Sequence WORDS = new InputShape.Sequence(7, 20);

  @TempDir private Path folder;

  private record Row(String name, ModelConfig model, InputShape input) {}

  private static List<Row> rows() {
    return List.of(
        new Row("linear", new Linear(), VECTOR),
        new Row("mlp", new Mlp(List.of(8, 5), Nonlinearity.RELU, 0.2, 16), VECTOR),
        new Row("lenet", new LeNet(List.of(3, 4), 3, 6, 0.2), COLOUR),
        new Row("text-cnn", new TextCnn(4, List.of(3, 4), 3, 0.2, Optional.empty()), WORDS),
        new Row(
            "text-lstm last",
            new TextLstm(4, List.of(5, 3), TextLstm.Summary.LAST, 0.2, Optional.empty()),
            WORDS),
        new Row(
            "text-lstm average",
            new TextLstm(4, List.of(5), TextLstm.Summary.AVERAGE, 0.2, Optional.empty()),
            WORDS));
  }

  @Test
  void stockDeeplearning4jAloneLoadsEveryModelAndGivesTheSameOutputs() throws Exception {
    List<float[]> expected = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (Row row : rows()) {
      Path files = Files.createDirectory(folder.resolve(row.name().replace(' ', '-')));
      Network network = Network.create(row.model().define(row.input(), CLASSES, 1));
      Tensors batch = batch(row.input());
      train(network, batch);
      save(network, batch, files);
      expected.add(network.output(batch).data().asFloat());
      arguments.addAll(List.of(network.definition().kind().toString(), files.toString()));
    }
    Path source =
        Path.of(getClass().getResource("/stock/LoadWithStockDeeplearning4j.java").toURI());
    new StockProcess(folder).run(source, arguments);
    for (int i = 0; i < expected.size(); i++) {
      Path outputs = Path.of(arguments.get(2 * i + 1), "outputs.npy");
      float[] found = Nd4j.createFromNpyFile(outputs.toFile()).data().asFloat();
      assertArrayEquals(expected.get(i), found, TOLERANCE, rows().get(i).name());
      assertEquals(1, found[0] + found[1] + found[2], 10 * TOLERANCE, "sum of probabilities");
    }
  }

  /**
   * A few steps of gradient descent, so that no parameter is what its configuration begins with.
   */
  private static void train(Network network, Tensors batch) {
    float[] initial = network.parameters();
    for (int step = 0; step < 5; step++) {
      network.gradient(batch, step);
      FlatMemory memory = network.memory();
      for (int i = 0; i < initial.length; i++) {
        float mean = memory.gradients().get(i) / memory.numLosses();
        memory.parameters().put(i, memory.parameters().get(i) - 0.5f * mean);
      }
    }
    assertFalse(Arrays.equals(initial, network.parameters()));
  }

  private static void save(Network network, Tensors batch, Path files) throws IOException {
    try (OutputStream zip = Files.newOutputStream(files.resolve("model.zip"))) {
      network.save(zip);
    }
    INDArray features = batch.features();
    if (network.definition().input() instanceof InputShape.Image) {
      features = features.permute(0, 3, 1, 2).dup('c'); // Deeplearning4j's [batch, c, h, w]
    }
    Nd4j.writeAsNumpy(features, files.resolve("features.npy").toFile());
    if (batch.mask() != null) {
      Nd4j.writeAsNumpy(batch.mask(), files.resolve("mask.npy").toFile());
    }
  }

  private static Tensors batch(InputShape input) {
    Random random = new Random(4);
    INDArray labels = Nd4j.zeros(BATCH, CLASSES.size());
    for (int i = 0; i < BATCH; i++) {
      labels.putScalar(i, i % CLASSES.size(), 1);
    }
    if (input instanceof InputShape.Image image) {
      float[] pixels = numbers(random, BATCH * image.size());
      long[] shape = {BATCH, image.height(), image.width(), image.channels()};
      return new Tensors(Nd4j.create(pixels, shape, 'c'), null, labels);
    }
    if (input instanceof InputShape.Vector vector) {
      float[] values = numbers(random, BATCH * vector.size());
      return new Tensors(Nd4j.create(values, new long[] {BATCH, vector.size()}, 'c'), null, labels);
    }
    INDArray tokens = Nd4j.zeros(BATCH, WORDS.maxTokens());
    INDArray mask = Nd4j.zeros(BATCH, WORDS.maxTokens());
    for (int i = 0; i < BATCH; i++) {
      for (int t = 0; t <= i; t++) {
        tokens.putScalar(i, t, 1 + random.nextInt(WORDS.vocabularySize() - 1));
        mask.putScalar(i, t, 1);
      }
    }
    return new Tensors(tokens, mask, labels);
  }

  private static float[] numbers(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
