package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;

/** Gradients against the definition of a derivative and against stock Deeplearning4j. */
@Tag("unit")
class TestGradient {

  @Test
  void gradientIsTheSlopeOfTheLoss() {
    DataType before = Nd4j.defaultFloatingPointType();
    Map<String, NetworkDefinition> definitions = Examples.definitions(0);
    definitions.remove("factorization"); // stock graphs of it have none: see TestFactorization
    definitions.forEach(
        (name, definition) -> {
          try {
            expectSlope(name, definition);
          } finally {
            Nd4j.setDefaultDataTypes(before, before);
          }
        });
  }

  /**
   * The slope is measured in 64 bits, on the same network with another data type. Some layers make
   * arrays of the default type inside, so that one is changed too.
   */
  private static void expectSlope(String name, NetworkDefinition definition) {
    Network network = Network.create(definition);
    Tensors batch = Examples.batch(definition, 5, 17);
    network.gradient(batch, 1);
    float[] gradient = Gradients.of(network);

    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    StockNetwork exact =
        StockNetwork.build(definition.kind(), definition.json().replace("\"FLOAT\"", "\"DOUBLE\""));
    InputAdapter adapter = InputAdapter.of(definition.input(), exact);
    Inputs inputs = inDoubles(adapter.inputs(batch));
    INDArray labels = labels(definition, batch).castTo(DataType.DOUBLE);
    double examplesOfLoss = (double) batch.size() / network.memory().numLosses();
    float[] parameters = network.parameters();
    for (int i = 0; i < parameters.length; i++) {
      exact.parameters().putScalar(i, parameters[i]);
    }
    double step = 1e-6;
    int every = parameters.length > 10_000 ? parameters.length / 40 : 11;
    for (int i = 0; i < parameters.length; i += every) {
      if (roleAt(network, i) == Role.STATISTIC) {
        continue; // no slope, but what the running mean or variance is changed by
      }
      exact.parameters().putScalar(i, parameters[i] + step);
      double above = exact.gradient(inputs, labels);
      exact.parameters().putScalar(i, parameters[i] - step);
      double below = exact.gradient(inputs, labels);
      exact.parameters().putScalar(i, parameters[i]);
      double slope = examplesOfLoss * (above - below) / (2 * step);
      assertEquals(slope, gradient[i], 1e-6 + 1e-4 * Math.abs(slope), name + " at " + i);
    }
  }

  private static Inputs inDoubles(Inputs inputs) {
    return new Inputs(inDoubles(inputs.arrays()), inDoubles(inputs.masks()));
  }

  private static INDArray[] inDoubles(INDArray[] arrays) {
    return arrays == null
        ? null
        : Arrays.stream(arrays)
            .map(array -> array.castTo(DataType.DOUBLE))
            .toArray(INDArray[]::new);
  }

  private static INDArray labels(NetworkDefinition definition, Tensors batch) {
    INDArray labels = batch.labels();
    return definition.output().head() == Head.TOKENS
        ? labels.reshape(batch.size(), 1, labels.size(1))
        : labels;
  }

  private static Role roleAt(Network network, int offset) {
    return network.layout().segments().stream()
        .filter(segment -> offset < segment.end())
        .findFirst()
        .orElseThrow()
        .role();
  }

  @Test
  void aStepOfStockDeeplearning4jIsTheGradientTimesTheRate() {
    StockNets.sequential()
        .forEach(
            (name, configuration) -> {
              MultiLayerNetwork stock = new MultiLayerNetwork(configuration.clone());
              stock.init();
              NetworkDefinition definition =
                  NetworkDefinition.of(
                      configuration, StockNets.input(name), Examples.THREE_CLASSES);
              Network network = Network.create(definition);
              InputAdapter adapter = InputAdapter.of(definition.input(), network.stock());
              for (int size : new int[] {5, 3, 1}) {
                Tensors batch = Examples.batch(definition, size, 17 + size);
                stock.fit(adapter.features(batch.features()), batch.labels(), batch.mask(), null);
                step(network, batch);
                assertArrayEquals(
                    stock.params().toFloatVector(), network.parameters(), 1e-6f, name);
                assertEquals(
                    stock.output(adapter.features(batch.features()), false, batch.mask(), null),
                    network.output(batch),
                    name);
              }
            });
  }

  @Test
  void aStepOfAStockGraphIsTheGradientTimesTheRate() {
    NetworkDefinition definition = Examples.definitions(0).get("text-cnn");
    Network network = Network.create(definition);
    String json = definition.json().replace("NoOp\"", "Sgd\", \"learningRate\": " + StockNets.RATE);
    ComputationGraph stock = ((StockGraph) StockNetwork.build(definition.kind(), json)).network();
    Tensors batch = Examples.batch(definition, 5, 17);
    stock.fit(
        new INDArray[] {batch.features()},
        new INDArray[] {batch.labels()},
        new INDArray[] {batch.mask()},
        null);
    step(network, batch);
    assertArrayEquals(stock.params().toFloatVector(), network.parameters(), 1e-6f);
  }

  private static void step(Network network, Tensors batch) {
    network.gradient(batch, 1);
    float[] gradient = Gradients.of(network);
    float[] parameters = network.parameters();
    for (Segment segment : network.layout().segments()) {
      float rate = segment.role() == Role.STATISTIC ? 1 : (float) StockNets.RATE;
      for (int i = segment.offset(); i < segment.end(); i++) {
        parameters[i] -= rate * gradient[i];
      }
    }
    network.setParameters(parameters);
  }

  @Test
  void runningMeanAndVarianceAreStatistics() {
    var definition =
        NetworkDefinition.of(
            StockNets.mlp(new Sgd(StockNets.RATE)),
            new InputShape.Vector(5),
            Examples.THREE_CLASSES);
    for (Segment segment : Network.create(definition).layout().segments()) {
      Role expected =
          switch (segment.name()) {
            case "W" -> Role.WEIGHT;
            case "b", "gamma", "beta" -> Role.BIAS;
            default -> Role.STATISTIC;
          };
      assertEquals(expected, segment.role(), segment.toString());
    }
  }

  @Test
  void regularisationTermsAreNotInTheLoss() {
    String json = StockNets.mlp(new Sgd(StockNets.RATE)).toJson();
    var plain =
        new NetworkDefinition(
            NetworkDefinition.Kind.SEQUENTIAL,
            json,
            new InputShape.Vector(5),
            Examples.THREE_CLASSES);
    var configuration = StockNets.mlp(new Sgd(StockNets.RATE));
    ((BaseLayer) configuration.getConf(0).getLayer())
        .setRegularization(List.of(new L2Regularization(0.5)));
    var regularised =
        NetworkDefinition.of(configuration, new InputShape.Vector(5), Examples.THREE_CLASSES);
    assertTrue(regularised.json().contains("L2"));
    Tensors batch = Examples.batch(plain, 5, 17);
    assertEquals(
        Network.create(plain).gradient(batch, 1),
        Network.create(regularised).gradient(batch, 1),
        1e-6);
  }
}
