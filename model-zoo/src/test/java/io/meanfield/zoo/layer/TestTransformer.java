package io.meanfield.zoo.layer;

import static io.meanfield.zoo.kernel.Tolerances.assertClose;
import static io.meanfield.zoo.kernel.Tolerances.assertRoughlyClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.zoo.FencedExecutioner;
import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Precision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Transformers against the definition of a derivative, the reference, and themselves. */
@Tag("unit")
class TestTransformer {
  private static final double STEP = 1e-5;
  private static final int NUM_SLOPES = 20;
  private static final TransformerNets.Shape SMALL = new TransformerNets.Shape(6, 2, 7, 5);

  static {
    System.setProperty("opexec", FencedExecutioner.class.getName()); // read as ND4J starts
  }

  @Test
  void gradientsAreTheSlopesOfTheLoss() {
    DataType before = Nd4j.defaultFloatingPointType();
    Nd4j.setDefaultDataTypes(
        DataType.DOUBLE, DataType.DOUBLE); // of masks that Deeplearning4j makes
    try {
      for (Reach reach : Reach.values()) {
        MultiLayerNetwork network = TransformerNets.words(SMALL, reach, 0.3, DataType.DOUBLE);
        expectSlopes(network, TransformerNets.batch(SMALL, 2, 5, DataType.DOUBLE).masked());
      }
    } finally {
      Nd4j.setDefaultDataTypes(before, before);
    }
  }

  private static void expectSlopes(MultiLayerNetwork network, TransformerNets.Batch batch) {
    TransformerNets.differentiate(network, batch);
    INDArray gradient = network.getGradientsViewArray().dup();
    INDArray parameters = network.params();
    long every = Math.max(1, parameters.length() / NUM_SLOPES);
    for (long i = 0; i < parameters.length(); i += every) {
      double value = parameters.getDouble(i);
      parameters.putScalar(i, value + STEP);
      double above = TransformerNets.differentiate(network, batch);
      parameters.putScalar(i, value - STEP);
      double below = TransformerNets.differentiate(network, batch);
      parameters.putScalar(i, value);
      double slope = batch.size() * (above - below) / (2 * STEP);
      assertEquals(slope, gradient.getDouble(i), 1e-6 * Math.max(1, Math.abs(slope)), "at " + i);
    }
  }

  @Test
  void fastNetworksAreThoseOfTheReference() {
    for (Reach reach : Reach.values()) {
      for (int size : new int[] {1, 3}) {
        for (int time : new int[] {1, 2, 40}) {
          TransformerNets.Shape shape = new TransformerNets.Shape(12, 3, 40, 9);
          MultiLayerNetwork exact = TransformerNets.words(shape, reach, 0.2, DataType.DOUBLE);
          MultiLayerNetwork fast = TransformerNets.words(shape, reach, 0.2, DataType.FLOAT);
          fast.params().assign(exact.params().castTo(DataType.FLOAT));
          TransformerNets.Batch ofFloats =
              TransformerNets.batch(shape, size, time, DataType.FLOAT).masked();
          TransformerNets.Batch ofDoubles =
              TransformerNets.batch(shape, size, time, DataType.DOUBLE).masked();
          for (int i = 0; i < 2; i++) {
            assertClose(
                TransformerNets.differentiate(exact, ofDoubles),
                TransformerNets.differentiate(fast, ofFloats));
            assertClose(
                exact.getGradientsViewArray().castTo(DataType.FLOAT), fast.getGradientsViewArray());
          }
          assertClose(output(exact, ofDoubles).castTo(DataType.FLOAT), output(fast, ofFloats));
        }
      }
    }
  }

  @Test
  void networksInBf16AreNearTheOthers() {
    TransformerNets.Shape shape = new TransformerNets.Shape(32, 4, 40, 9);
    MultiLayerNetwork exact = TransformerNets.words(shape, Reach.PAST, 0.1, DataType.FLOAT);
    MultiLayerNetwork rounded = TransformerNets.words(shape, Reach.PAST, 0.1, DataType.FLOAT);
    Kernels kernels = Kernels.of(DataType.FLOAT, Precision.BF16);
    Acceleration.apply(rounded, kernels);
    TransformerNets.Batch batch = TransformerNets.batch(shape, 3, 40, DataType.FLOAT).masked();
    TransformerNets.differentiate(exact, batch);
    TransformerNets.differentiate(rounded, batch);
    boolean isRounding = kernels.matrices().operandType(DataType.FLOAT) != DataType.FLOAT;
    assertEquals(isRounding, exact.score() != rounded.score());
    assertEquals(exact.score(), rounded.score(), 0.01 * exact.score());
    assertRoughlyClose(exact.getGradientsViewArray(), rounded.getGradientsViewArray());
    assertRoughlyClose(output(exact, batch), output(rounded, batch));
  }

  private static INDArray output(MultiLayerNetwork network, TransformerNets.Batch batch) {
    INDArray output = network.output(batch.words(), false, batch.mask(), null);
    network.clearLayerMaskArrays();
    return output;
  }

  @Test
  void laterWordsDoNotChangeWhatWasSaidBeforeThem() {
    MultiLayerNetwork network = TransformerNets.words(SMALL, Reach.PAST, 0, DataType.FLOAT);
    INDArray words = TransformerNets.batch(SMALL, 3, 7, DataType.FLOAT).words();
    INDArray before = network.output(words).dup();
    words.get(NDArrayIndex.all(), NDArrayIndex.interval(4, 7)).assign(0);
    INDArray after = network.output(words).dup();
    assertEquals(steps(before, 0, 4), steps(after, 0, 4));
  }

  @Test
  void paddingHasNoInfluence() {
    for (Reach reach : Reach.values()) {
      MultiLayerNetwork network = TransformerNets.words(SMALL, reach, 0, DataType.FLOAT);
      TransformerNets.Batch batch = TransformerNets.batch(SMALL, 3, 7, DataType.FLOAT).masked();
      INDArray before = output(network, batch).dup();
      INDArray words = batch.words();
      words.assign(words.mul(batch.mask()));
      assertClose(before.mul(seen(batch, before)), output(network, batch).mul(seen(batch, before)));
    }
  }

  private static INDArray seen(TransformerNets.Batch batch, INDArray like) {
    INDArray mask = batch.mask();
    return mask.reshape(mask.size(0), 1, mask.size(1)).broadcast(like.shape());
  }

  @Test
  void wordsOneByOneAreAnsweredAsAllAtOnce() {
    for (int size : new int[] {1, 3}) {
      MultiLayerNetwork network = TransformerNets.words(SMALL, Reach.PAST, 0.2, DataType.FLOAT);
      INDArray words = TransformerNets.batch(SMALL, size, 7, DataType.FLOAT).words();
      INDArray whole = network.output(words).dup();
      for (int[] pieces : new int[][] {{1, 1, 1, 1, 1, 1, 1}, {3, 1, 1, 2}, {7}}) {
        network.rnnClearPreviousState();
        int from = 0;
        for (int piece : pieces) {
          INDArray part =
              words
                  .get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + piece))
                  .dup('c')
                  .reshape(size, 1, piece);
          assertClose(steps(whole, from, from + piece), network.rnnTimeStep(part).dup());
          from += piece;
        }
      }
      assertClose(whole, network.output(words));
    }
  }

  private static INDArray steps(INDArray sequence, int from, int to) {
    return sequence
        .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to))
        .dup('c');
  }

  @Test
  void moreWordsThanPlacesAreRefused() {
    MultiLayerNetwork network = TransformerNets.words(SMALL, Reach.PAST, 0, DataType.FLOAT);
    INDArray words = TransformerNets.batch(SMALL, 1, 8, DataType.FLOAT).words();
    assertThrows(DL4JInvalidInputException.class, () -> network.output(words));
  }

  @Test
  void savedNetworksAnswerAsBefore() throws IOException {
    for (Reach reach : Reach.values()) {
      MultiLayerNetwork network = TransformerNets.words(SMALL, reach, 0.1, DataType.FLOAT);
      INDArray words = TransformerNets.batch(SMALL, 2, 5, DataType.FLOAT).words();
      ByteArrayOutputStream zip = new ByteArrayOutputStream();
      ModelSerializer.writeModel(network, zip, false);
      MultiLayerNetwork restored =
          ModelSerializer.restoreMultiLayerNetwork(
              new ByteArrayInputStream(zip.toByteArray()), false);
      assertEquals(
          network.getLayerWiseConfigurations().toJson(),
          restored.getLayerWiseConfigurations().toJson());
      assertClose(network.output(words), restored.output(words));
    }
  }

  @Test
  void dropoutIsDecidedByTheSeedAlone() {
    MultiLayerNetwork network = TransformerNets.words(SMALL, Reach.PAST, 0.5, DataType.FLOAT);
    TransformerNets.Batch batch = TransformerNets.batch(SMALL, 3, 7, DataType.FLOAT);
    double first = TransformerNets.differentiate(network, batch);
    INDArray gradient = network.getGradientsViewArray().dup();
    assertEquals(first, TransformerNets.differentiate(network, batch));
    assertEquals(gradient, network.getGradientsViewArray());
    assertClose(network.output(batch.words()), network.output(batch.words()));
  }

  @Test
  void graphsTakeBlocksToo() {
    SplittableRandom random = new SplittableRandom(3);
    INDArray input = Nd4j.create(DataType.FLOAT, 3, 6, 7);
    for (long i = 0; i < input.length(); i++) {
      input.putScalar(i, random.nextGaussian());
    }
    var graph = TransformerNets.graph(SMALL);
    var network = TransformerNets.sequences(SMALL);
    network.params().assign(graph.params());
    assertClose(network.output(input), graph.output(input)[0]);
  }
}
