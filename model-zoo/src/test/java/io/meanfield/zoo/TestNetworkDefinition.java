package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.layer.TransformerBlock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.UnitNormConstraint;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

@Tag("unit")
class TestNetworkDefinition {

  private static final InputShape VECTOR = new InputShape.Vector(5);
  private static final OutputShape CLASSES = Examples.THREE_CLASSES;
  private static final String MLP = StockNets.mlp(new Adam(0.1)).toJson();
  private static final String CNN = StockNets.cnn(CNN2DFormat.NHWC).toJson();

  private record Bad(String json, InputShape input, OutputShape output) {}

  @Test
  void aUsersOwnNetworkIsTakenAsItIs() {
    StockNets.sequential()
        .forEach(
            (name, configuration) -> {
              String json = configuration.toJson();
              NetworkDefinition definition =
                  NetworkDefinition.ofJson(json, StockNets.input(name), CLASSES);
              assertEquals(NetworkDefinition.Kind.SEQUENTIAL, definition.kind(), name);
              assertEquals(json, definition.json(), name);
            });
  }

  @Test
  void bothKindsAreRecognised() {
    Examples.definitions()
        .forEach(
            (name, expected) ->
                assertEquals(
                    expected,
                    NetworkDefinition.ofJson(expected.json(), expected.input(), expected.output()),
                    name));
  }

  @Test
  void itsSeedDecidesTheInitialParameters() {
    NetworkDefinition definition = NetworkDefinition.ofJson(MLP, VECTOR, CLASSES);
    NetworkDefinition other =
        NetworkDefinition.ofJson(
            MLP.replaceAll("\"seed\" : \\d+", "\"seed\" : 77"), VECTOR, CLASSES);
    assertArrayEquals(
        Network.create(definition).parameters(), Network.create(definition).parameters());
    assertTrue(Network.create(other).parameters()[0] != Network.create(definition).parameters()[0]);
  }

  @Test
  void settingsOfItsOwnTrainingAreListedAsUnused() {
    var configuration = StockNets.mlp(new Adam(0.1));
    BaseLayer first = (BaseLayer) configuration.getConf(0).getLayer();
    first.setRegularization(List.of(new L2Regularization(0.5)));
    first.setGradientNormalization(GradientNormalization.ClipL2PerLayer);
    first.setConstraints(List.of(new UnitNormConstraint(1)));
    NetworkDefinition definition = NetworkDefinition.of(configuration, VECTOR, CLASSES);
    assertEquals(
        List.of(
            "updater Adam",
            "L2Regularization",
            "gradient normalisation ClipL2PerLayer",
            "constraints"),
        List.copyOf(new FitCheck(Network.create(definition)).unusedSettings()));
  }

  @Test
  void ourOwnNetworksHaveNoUnusedSettings() {
    Examples.definitions()
        .forEach(
            (name, definition) ->
                assertEquals(
                    Set.of(), new FitCheck(Network.create(definition)).unusedSettings(), name));
  }

  @Test
  void whatDoesNotFitIsSaid() {
    Map<String, Bad> table = new LinkedHashMap<>();
    table.put("as JSON, found something else: Unexpected end", new Bad("{", VECTOR, CLASSES));
    table.put("(line 2, column 3)", new Bad("{\n  x}", VECTOR, CLASSES));
    table.put("found JSON without them", new Bad("{\"layers\": 3}", VECTOR, CLASSES));
    table.put(
        "found one that fails: Cannot deserialize", new Bad("{\"confs\":3}", VECTOR, CLASSES));
    table.put(
        "Could not resolve type id", new Bad(MLP.replace("DenseL", "DanceL"), VECTOR, CLASSES));
    table.put(
        "nIn and nOut must be > 0",
        new Bad(MLP.replaceAll("\"nin\" : \\d+", "\"nin\" : 0"), VECTOR, CLASSES));
    table.put(
        "a network for vectors of 6 numbers", new Bad(MLP, new InputShape.Vector(6), CLASSES));
    table.put("a network for images of 8 x 8 x 1", new Bad(MLP, Examples.DIGITS, CLASSES));
    table.put("an EmbeddingSequenceLayer first", new Bad(MLP, Examples.WORDS, CLASSES));
    table.put("images of 6 x 5 x 1", new Bad(CNN, new InputShape.Image(6, 5, 1), CLASSES));
    table.put("images of 9 x 5 x 2", new Bad(CNN, new InputShape.Image(9, 5, 2), CLASSES));
    table.put(
        "expected numbers in [0, 20), found 20",
        new Bad(
            StockNets.sequential().get("lstm, average").toJson(),
            new InputShape.Sequence(7, 21),
            CLASSES));
    table.put(
        "output of shape [batch, 4], as the data has 4 classes or targets, found [1, 3]",
        new Bad(MLP, VECTOR, new OutputShape(4, Head.SOFTMAX)));
    table.put(
        "the activation sigmoid in the output layer, found softmax",
        new Bad(MLP, VECTOR, new OutputShape(3, Head.SIGMOID)));
    table.put(
        "dataType FLOAT, found DOUBLE",
        new Bad(MLP.replace("\"FLOAT\"", "\"DOUBLE\""), VECTOR, CLASSES));
    table.put(
        "backpropType Standard, found TruncatedBPTT",
        new Bad(MLP.replace("\"Standard\"", "\"TruncatedBPTT\""), VECTOR, CLASSES));
    table.put("a loss at the end, found a DenseLayer", new Bad(withoutLoss(), VECTOR, CLASSES));
    table.put("found [1, 3, 7] for one", new Bad(outputATime(), Examples.WORDS, CLASSES));
    OutputShape steps = new OutputShape(3, Head.TOKENS);
    table.put(
        "with the loss SPARSE_MCXENT at the end, for an answer at every step, found a RnnOutputLayer",
        new Bad(outputATime(), Examples.WORDS, steps));
    table.put("for an answer at every step, found a OutputLayer", new Bad(MLP, VECTOR, steps));
    table.put("one input and one output, found 2 and 1", new Bad(twoInputs(), VECTOR, CLASSES));

    table.forEach(
        (expected, bad) -> {
          String message =
              assertThrows(
                      IllegalArgumentException.class,
                      () -> NetworkDefinition.ofJson(bad.json(), bad.input(), bad.output()),
                      expected)
                  .getMessage();
          assertTrue(message.startsWith("expected a "), message);
          assertTrue(message.contains(expected), message);
          assertEquals(1, message.lines().count(), message);
        });
  }

  private static String withoutLoss() {
    return new NeuralNetConfiguration.Builder()
        .list()
        .layer(new DenseLayer.Builder().nIn(5).nOut(3).build())
        .build()
        .toJson();
  }

  private static String outputATime() {
    return new NeuralNetConfiguration.Builder()
        .list()
        .layer(new EmbeddingSequenceLayer.Builder().nIn(20).nOut(3).inferInputLength(true).build())
        .layer(
            new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .nIn(3)
                .nOut(3)
                .build())
        .build()
        .toJson();
  }

  private static String twoInputs() {
    OutputLayer output = StockNets.output();
    output.setNIn(10);
    return new NeuralNetConfiguration.Builder()
        .graphBuilder()
        .addInputs("a", "b")
        .addLayer("output", output, "a", "b")
        .setOutputs("output")
        .build()
        .toJson();
  }

  @Test
  void languageModelsThatSeeTheNextWordAreRefused() {
    var block = new TransformerBlock.Builder().width(4);
    List<Layer> seeing =
        List.of(
            new Bidirectional(StockNets.lstm()),
            block.reach(Reach.ALL).build(),
            new Convolution1DLayer.Builder(3)
                .nOut(4)
                .convolutionMode(ConvolutionMode.Same)
                .build());
    for (Layer layer : seeing) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> ofNextWords(layer)).getMessage();
      assertTrue(
          message.startsWith(
              "expected a network that tells the next word from those before it, found one whose answer at step %d of 7 changes with the last word: "
                  .formatted(layer instanceof Convolution1DLayer ? 6 : 1)),
          message);
    }
    ofNextWords(StockNets.lstm());
    ofNextWords(block.reach(Reach.PAST).build());
  }

  private static void ofNextWords(Layer layer) {
    NetworkDefinition.ofJson(
        StockNets.nextWords(layer).toJson(), Examples.WORDS, Examples.NEXT_WORDS);
  }

  @Test
  void networksOfOneLengthAreToldFromThoseThatReadShorterTexts() {
    InputShape.Sequence texts = new InputShape.Sequence(6, 20);
    var ofOneLength =
        StockLayers.settings(1)
            .graphBuilder()
            .addInputs("tokens")
            .addLayer("embedding", StockLayers.embedding(texts, 4, Optional.empty()), "tokens")
            .addVertex("flat", new ReshapeVertex(-1, 24), "embedding")
            .addLayer(
                "output",
                StockLayers.reading(24, StockLayers.output(Examples.THREE_CLASSES, 0)),
                "flat")
            .setOutputs("output")
            .build();
    Network network =
        Network.create(
            NetworkDefinition.ofJson(ofOneLength.toJson(), texts, Examples.THREE_CLASSES));
    String message =
        assertThrows(IllegalArgumentException.class, network::requireShorterTexts).getMessage();
    assertTrue(
        message.startsWith(
            "expected a network that reads texts of any length up to 6, found one that fails with 3: "),
        message);
    Network.create(Examples.definitions().get("text-cnn")).requireShorterTexts();
  }
}
