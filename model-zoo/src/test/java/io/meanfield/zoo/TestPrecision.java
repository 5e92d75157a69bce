package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.kernel.Precision;
import io.meanfield.zoo.layer.LayerNormalization;
import io.meanfield.zoo.layer.LearnedPositions;
import io.meanfield.zoo.layer.TransformerBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** A small transformer that learns the characters of a real text: the project's licence. */
@Tag("unit")
class TestPrecision {
  private static final int BATCH = 16;
  private static final int TIME = 32;
  private static final int WIDTH = 64;
  private static final int CHARACTERS = 128;
  private static final int STEPS = 120;

  /** Relative to the loss that 32-bit products end with. */
  private static final double TOLERANCE = 0.01;

  @Test
  void aTransformerInBf16EndsWithinOnePercentOfTheLoss() throws IOException {
    double exact = lossAfterTraining(Precision.F32);
    double rounded = lossAfterTraining(Precision.BF16);
    assertTrue(exact < 2.6, "learned something: " + exact); // 4.85 is guessing
    assertEquals(exact, rounded, TOLERANCE * exact);
  }

  @Test
  void theTwoPrecisionsAreNotTheSameWhereTheCpuHasBoth() throws IOException {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        io.meanfield.zoo.kernel.Kernels.describe().contains("bf16"), "this CPU has no bf16");
    Tensors batch = batch(text(), new SplittableRandom(1));
    NetworkDefinition definition = definition();
    assertNotEquals(
        Network.create(definition, Precision.F32).gradient(batch, 1),
        Network.create(definition, Precision.BF16).gradient(batch, 1));
  }

  /** The mean of the last 20 steps. */
  private static double lossAfterTraining(Precision precision) throws IOException {
    byte[] text = text();
    Network network = Network.create(definition(), precision);
    SplittableRandom random = new SplittableRandom(7);
    double[] mean = new double[network.numParameters()];
    double[] square = new double[network.numParameters()];
    double last = 0;
    for (int step = 1; step <= STEPS; step++) {
      double loss = network.gradient(batch(text, random), step);
      last += step > STEPS - 20 ? loss / 20 : 0;
      adam(network.memory(), mean, square, step);
    }
    return last;
  }

  private static void adam(FlatMemory memory, double[] mean, double[] square, int step) {
    for (int i = 0; i < mean.length; i++) {
      double gradient = memory.gradients().get(i) / memory.numLosses();
      mean[i] = 0.9 * mean[i] + 0.1 * gradient;
      square[i] = 0.99 * square[i] + 0.01 * gradient * gradient;
      double rate = 3e-3 * Math.sqrt(1 - Math.pow(0.99, step)) / (1 - Math.pow(0.9, step));
      double moved = rate * mean[i] / (Math.sqrt(square[i]) + 1e-8);
      memory.parameters().put(i, (float) (memory.parameters().get(i) - moved));
    }
  }

  private static NetworkDefinition definition() {
    var layers =
        StockLayers.settings(3)
            .list()
            .layer(
                new EmbeddingSequenceLayer.Builder()
                    .nIn(CHARACTERS)
                    .nOut(WIDTH)
                    .inputLength(TIME)
                    .build())
            .layer(new LearnedPositions.Builder().width(WIDTH).maxSteps(TIME).build());
    for (int block = 0; block < 2; block++) {
      layers.layer(new TransformerBlock.Builder().width(WIDTH).heads(4).reach(Reach.PAST).build());
    }
    MultiLayerConfiguration configuration =
        layers
            .layer(new LayerNormalization.Builder().width(WIDTH).build())
            .layer(
                new RnnOutputLayer.Builder(new LossSparseMCXENT())
                    .nOut(CHARACTERS)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.recurrent(CHARACTERS, TIME))
            .build();
    return NetworkDefinition.of(
        configuration,
        new InputShape.Sequence(TIME, CHARACTERS),
        new OutputShape(CHARACTERS, Head.TOKENS));
  }

  private static byte[] text() throws IOException {
    return Files.readString(Path.of("..", "LICENSE")).getBytes(StandardCharsets.US_ASCII);
  }

  private static Tensors batch(byte[] text, SplittableRandom random) {
    INDArray features = Nd4j.create(BATCH, TIME);
    INDArray labels = Nd4j.create(BATCH, TIME);
    for (int i = 0; i < BATCH; i++) {
      int start = random.nextInt(text.length - TIME);
      for (int t = 0; t < TIME; t++) {
        features.putScalar(i, t, text[start + t]);
        labels.putScalar(i, t, text[start + t + 1]);
      }
    }
    return new Tensors(features, null, labels);
  }
}
