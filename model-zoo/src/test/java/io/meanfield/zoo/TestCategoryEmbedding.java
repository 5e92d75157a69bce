package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.tabular.Linear;
import io.meanfield.zoo.tabular.Mlp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Categories that have a vector a value, beside the one-hot columns that mean the same. */
@Tag("unit")
class TestCategoryEmbedding {
  private static final InputShape.Table TABLE =
      new InputShape.Table(
          5, List.of(new InputShape.Category(0, 3), new InputShape.Category(3, 9)));
  private static final Mlp MLP = new Mlp(List.of(6), Nonlinearity.TANH, 0, 4);

  // quantities at 1, 2 and 4; values of categories at 0 and 3
  private static final float[][] ROWS = {
    {2, 0.5f, -1, 8, 3}, {0, 1, 1, 0, 0}, {1, -2, 0.25f, 5, 1}, {1, 0, 0, 5, -1}
  };

  @Test
  void itIsTheSameNetworkAsOneOfOneHotColumnsAndSoAreItsGradients() {
    Network network = Network.create(MLP.define(TABLE, Examples.THREE_CLASSES, 1));
    Network oneHot = Network.create(ofOneHotColumns());
    assertEquals(oneHot.numParameters(), network.numParameters());
    network.setParameters(oneHot.parameters());
    INDArray labels =
        Nd4j.createFromArray(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 1, 0}});
    Tensors rows = new Tensors(Nd4j.createFromArray(ROWS), null, labels);
    Tensors wide = new Tensors(Nd4j.createFromArray(oneHotRows()), null, labels);
    assertTrue(oneHot.output(wide).equalsWithEps(network.output(rows), 1e-6));
    assertEquals(oneHot.gradient(wide, 1), network.gradient(rows, 1), 1e-6);
    assertArrayEquals(Gradients.of(oneHot), Gradients.of(network), 1e-6f);
  }

  @Test
  void vectorsAreNoLongerThanHalfTheirCategory() {
    Network network = Network.create(MLP.define(TABLE, Examples.THREE_CLASSES, 1));
    // 3 values have 2 numbers each, 9 values 4, of 5 that half would allow
    int width = 2 + 4 + 3;
    assertEquals(3 * 2 + 9 * 4 + 6 * (width + 1) + 3 * (6 + 1), network.numParameters());
  }

  @Test
  void aTableMayHaveNothingButOneCategory() {
    var one = new InputShape.Table(1, List.of(new InputShape.Category(0, 4)));
    Network network = Network.create(MLP.define(one, Examples.THREE_CLASSES, 1));
    INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0, 0}, {0, 1, 0}});
    network.gradient(new Tensors(Nd4j.createFromArray(new float[][] {{3}, {0}}), null, labels), 1);
    assertEquals(4 * 2 + 6 * (2 + 1) + 3 * (6 + 1), network.numParameters());
  }

  @Test
  void stockDeeplearning4jPredictsTheSameFromItsZip() throws IOException {
    Network network = Network.create(MLP.define(TABLE, Examples.THREE_CLASSES, 1));
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    network.save(zip);
    INDArray rows = Nd4j.createFromArray(ROWS);
    INDArray expected = network.output(new Tensors(rows, null, null));
    var stock =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(zip.toByteArray()), false);
    assertTrue(stock.output(rows)[0].equalsWithEps(expected, 1e-6));
    Network loaded =
        Network.load(new ByteArrayInputStream(zip.toByteArray()), TABLE, Examples.THREE_CLASSES);
    assertEquals(expected, loaded.output(new Tensors(rows, null, null)));
  }

  @Test
  void modelsWithoutVectorsRefuseThem() {
    assertEquals(
        "expected vectors or images for the model linear, found rows of 5 numbers, 2 of them values of categories (categories: embedding); choose a model of the data's kind (train.sh --list-models)",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Linear().define(TABLE, Examples.THREE_CLASSES, 1))
            .getMessage());
  }

  /** A vector a value is a dense layer without bias on a 1 among zeros. */
  private static NetworkDefinition ofOneHotColumns() {
    var graph =
        StockLayers.settings(1)
            .graphBuilder()
            .addInputs("row")
            .addVertex("a", new SubsetVertex(0, 2), "row")
            .addLayer("a-vector", vector(3, 2), "a")
            .addVertex("numbers", new SubsetVertex(3, 4), "row")
            .addVertex("b", new SubsetVertex(5, 13), "row")
            .addLayer("b-vector", vector(9, 4), "b")
            .addVertex("number", new SubsetVertex(14, 14), "row")
            .addVertex("all", new MergeVertex(), "a-vector", "numbers", "b-vector", "number")
            .addLayer(
                "dense",
                new DenseLayer.Builder().nIn(9).nOut(6).activation(Activation.TANH).build(),
                "all")
            .addLayer(
                "output",
                new org.deeplearning4j.nn.conf.layers.OutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(6)
                    .nOut(3)
                    .activation(Activation.SOFTMAX)
                    .build(),
                "dense")
            .setOutputs("output")
            .build();
    return NetworkDefinition.of(graph, new InputShape.Vector(15), Examples.THREE_CLASSES);
  }

  private static DenseLayer vector(int numValues, int size) {
    return new DenseLayer.Builder()
        .nIn(numValues)
        .nOut(size)
        .hasBias(false)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static float[][] oneHotRows() {
    float[][] wide = new float[ROWS.length][15];
    for (int i = 0; i < ROWS.length; i++) {
      wide[i][(int) ROWS[i][0]] = 1;
      wide[i][3] = ROWS[i][1];
      wide[i][4] = ROWS[i][2];
      wide[i][5 + (int) ROWS[i][3]] = 1;
      wide[i][14] = ROWS[i][4];
    }
    return wide;
  }
}
