package io.meanfield.zoo.layer;

import static io.meanfield.zoo.kernel.Tolerances.assertClose;
import static io.meanfield.zoo.kernel.Tolerances.assertRoughlyClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.zoo.FencedExecutioner;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Precision;
import io.meanfield.zoo.kernel.Slopes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Decoders with a memory against the definition of a derivative, the reference, and themselves. */
@Tag("unit")
class TestEncoderDecoder {
  private static final EncoderDecoders.Shape SMALL = new EncoderDecoders.Shape(6, 2, 5, 2);
  private static final EncoderDecoders.Shape ODD = new EncoderDecoders.Shape(12, 3, 9, 2);
  private static final Kernels FAST = Kernels.of(DataType.FLOAT, Precision.F32);

  /** [batch, source time, target time]. */
  private static final int[][] SIZES = {{1, 1, 1}, {3, 1, 4}, {3, 7, 1}, {17, 5, 3}, {3, 4, 11}};

  static {
    System.setProperty("opexec", FencedExecutioner.class.getName()); // read as ND4J starts
  }

  private static ComputationGraph network(
      EncoderDecoders.Shape shape, double dropout, DataType type) {
    return EncoderDecoders.network(shape, dropout, type, Kernels.of(type, Precision.F32));
  }

  @Test
  void gradientsAreTheSlopesOfTheLoss() {
    DataType before = Nd4j.defaultFloatingPointType();
    Nd4j.setDefaultDataTypes(
        DataType.DOUBLE, DataType.DOUBLE); // of masks that Deeplearning4j makes
    try {
      EncoderDecoders.Shape shape = new EncoderDecoders.Shape(4, 2, 3, 1);
      ComputationGraph network = network(shape, 0.3, DataType.DOUBLE);
      for (int[] size : new int[][] {{3, 4, 2}, {1, 1, 3}}) {
        EncoderDecoders.Batch batch =
            EncoderDecoders.batch(shape, DataType.DOUBLE, size[0], size[1], size[2]).masked();
        EncoderDecoders.differentiate(network, batch);
        Map<String, INDArray> parameters = network.paramTable();
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        network
            .gradient()
            .gradientForVariable()
            .forEach((k, v) -> gradients.put(k, v.dup(v.ordering())));
        assertEquals(parameters.keySet(), gradients.keySet());
        for (String name : parameters.keySet()) {
          INDArray array = parameters.get(name);
          long middle = array.length() / 2;
          double slope =
              Slopes.at(
                  array, middle, () -> size[0] * EncoderDecoders.differentiate(network, batch));
          assertClose(Nd4j.scalar(slope), Nd4j.scalar(gradients.get(name).getDouble(middle)));
        }
      }
    } finally {
      Nd4j.setDefaultDataTypes(before, before);
    }
  }

  @Test
  void blocksComputeWhatPapersSay() {
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      for (int[] size : SIZES) {
        ComputationGraph network = EncoderDecoders.block(ODD, type);
        INDArray steps = EncoderDecoders.random(type, 1, size[0], ODD.width(), size[2]);
        INDArray memory = EncoderDecoders.random(type, 2, size[0], ODD.width(), size[1]);
        INDArray mask = EncoderDecoders.batch(ODD, type, size[0], size[1], 1).masked().masks()[0];
        INDArray expected =
            new PlainDecoder(network.getLayer("block"), ODD.heads()).output(steps, memory, mask);
        network.setLayerMaskArrays(new INDArray[] {null, mask}, null);
        INDArray found = network.feedForward(new INDArray[] {steps, memory}, false).get("block");
        assertClose(expected.castTo(type), found);
      }
    }
  }

  @Test
  void fastNetworksAreThoseOfTheReference() {
    for (int[] size : SIZES) {
      ComputationGraph exact = network(ODD, 0.2, DataType.DOUBLE);
      ComputationGraph fast = network(ODD, 0.2, DataType.FLOAT);
      fast.params().assign(exact.params().castTo(DataType.FLOAT));
      EncoderDecoders.Batch ofDoubles =
          EncoderDecoders.batch(ODD, DataType.DOUBLE, size[0], size[1], size[2]).masked();
      EncoderDecoders.Batch ofFloats =
          EncoderDecoders.batch(ODD, DataType.FLOAT, size[0], size[1], size[2]).masked();
      for (int i = 0; i < 2; i++) {
        assertClose(
            EncoderDecoders.differentiate(exact, ofDoubles),
            EncoderDecoders.differentiate(fast, ofFloats));
        assertClose(
            exact.getGradientsViewArray().castTo(DataType.FLOAT), fast.getGradientsViewArray());
      }
      assertClose(
          EncoderDecoders.output(exact, ofDoubles).castTo(DataType.FLOAT),
          EncoderDecoders.output(fast, ofFloats));
    }
  }

  @Test
  void graphsInBf16AreNearTheOthers() {
    EncoderDecoders.Shape shape = new EncoderDecoders.Shape(32, 4, 9, 2);
    Kernels kernels = Kernels.of(DataType.FLOAT, Precision.BF16);
    ComputationGraph exact = network(shape, 0.1, DataType.FLOAT);
    ComputationGraph rounded = EncoderDecoders.network(shape, 0.1, DataType.FLOAT, kernels);
    EncoderDecoders.Batch batch = EncoderDecoders.batch(shape, DataType.FLOAT, 3, 7, 9).masked();
    EncoderDecoders.differentiate(exact, batch);
    EncoderDecoders.differentiate(rounded, batch);
    boolean isRounding = kernels.matrices().operandType(DataType.FLOAT) != DataType.FLOAT;
    String block = "decoder1_Wkv";
    assertEquals(
        isRounding,
        !exact.gradient().getGradientFor(block).equals(rounded.gradient().getGradientFor(block)));
    assertRoughlyClose(exact.getGradientsViewArray(), rounded.getGradientsViewArray());
    assertRoughlyClose(
        EncoderDecoders.output(exact, batch), EncoderDecoders.output(rounded, batch));
  }

  @Test
  void paddingOfTheSourceHasNoInfluenceAndItsWordsHave() {
    ComputationGraph network = network(SMALL, 0, DataType.FLOAT);
    EncoderDecoders.Batch batch = EncoderDecoders.batch(SMALL, DataType.FLOAT, 3, 6, 4).masked();
    INDArray before = EncoderDecoders.output(network, batch).dup();
    batch.source().muli(batch.masks()[0]);
    assertClose(before, EncoderDecoders.output(network, batch));
    batch.source().putScalar(0, 0, 4 - batch.source().getInt(0, 0));
    assertNotEquals(before, EncoderDecoders.output(network, batch));
  }

  @Test
  void savedNetworksAnswerAsBefore() throws IOException {
    ComputationGraph network = network(SMALL, 0.1, DataType.FLOAT);
    EncoderDecoders.Batch batch = EncoderDecoders.batch(SMALL, DataType.FLOAT, 3, 6, 4).masked();
    String json = network.getConfiguration().toJson();
    assertEquals(json, ComputationGraphConfiguration.fromJson(json).toJson());
    assertEquals(
        network.getConfiguration().getVertices(), network.getConfiguration().clone().getVertices());
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, zip, false);
    ComputationGraph restored =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(zip.toByteArray()), false);
    assertEquals(json, restored.getConfiguration().toJson());
    assertClose(EncoderDecoders.output(network, batch), EncoderDecoders.output(restored, batch));
  }

  @Test
  void aBlockWithoutItsMemoryIsRefused() {
    TransformerBlock block = new TransformerBlock.Builder().width(4).memory().build();
    MultiLayerNetwork network =
        new MultiLayerNetwork(new NeuralNetConfiguration.Builder().list().layer(block).build());
    network.init();
    INDArray steps = Nd4j.zeros(DataType.FLOAT, 2, 4, 3);
    assertThrows(DL4JInvalidInputException.class, () -> network.output(steps));
    TransformerBlock other = new TransformerBlock.Builder().width(4).build();
    var graph = new NeuralNetConfiguration.Builder().graphBuilder().addInputs("a", "b");
    assertThrows(IllegalStateException.class, () -> other.addTo(graph, "block", "a", "b"));
  }
}
