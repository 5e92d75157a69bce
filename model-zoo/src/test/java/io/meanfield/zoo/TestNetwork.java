package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import io.meanfield.zoo.tabular.Linear;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Tag("unit")
class TestNetwork {

  @Test
  void everyModelGivesARowAnExample() {
    Examples.definitions()
        .forEach(
            (name, definition) -> {
              INDArray output = Network.create(definition).output(Examples.batch(definition, 6, 3));
              boolean isOfSteps = definition.output().head() == Head.TOKENS;
              long size = definition.output().size();
              long[] expected =
                  isOfSteps
                      ? new long[] {6, Examples.numSteps(definition.input()), size}
                      : new long[] {6, size};
              assertArrayEquals(expected, output.shape(), name);
              assertEquals('c', output.ordering(), name);
              if (definition.output().head() == Head.SOFTMAX) {
                for (int i = 0; i < 6; i++) {
                  assertEquals(1, output.getRow(i).sumNumber().doubleValue(), 1e-5, name);
                }
              }
            });
  }

  @Test
  void lossIsTheMeanOverTheExamplesOfWhatTheHeadSays() {
    Map<String, NetworkDefinition> definitions = Examples.definitions(0);
    definitions.remove("resnet"); // trains with the statistics of its batch
    definitions.forEach(
        (name, definition) -> {
          Network network = Network.create(definition);
          Tensors batch = Examples.batch(definition, 6, 3);
          INDArray output = network.output(batch);
          double expected =
              definition.output().head() == Head.TOKENS
                  ? lossOfSteps(output, batch)
                  : loss(definition.output().head(), output, batch.labels());
          assertEquals(expected, network.gradient(batch, 1), 1e-5, name);
        });
  }

  private static double lossOfSteps(INDArray outputs, Tensors batch) {
    double sum = 0;
    for (long i = 0; i < batch.size(); i++) {
      for (long t = 0; t < outputs.size(1); t++) {
        double p = outputs.getDouble(i, t, batch.labels().getLong(i, t));
        sum += batch.maskOfLabels().getDouble(i, t) == 0 ? 0 : -Math.log(p);
      }
    }
    return sum / batch.maskOfLabels().sumNumber().doubleValue();
  }

  private static double loss(Head head, INDArray outputs, INDArray labels) {
    double sum = 0;
    for (long i = 0; i < labels.length(); i++) {
      double p = outputs.getDouble(i);
      double y = labels.getDouble(i);
      sum +=
          switch (head) {
            case SOFTMAX -> -y * Math.log(p);
            case SIGMOID -> -y * Math.log(p) - (1 - y) * Math.log(1 - p);
            case LINEAR -> (p - y) * (p - y) / labels.size(1);
            case TOKENS -> throw new IllegalArgumentException("a loss of steps");
          };
    }
    return sum / labels.size(0);
  }

  @Test
  void everyModelLearnsAFewExamplesByHeart() {
    Examples.definitions(0)
        .forEach(
            (name, definition) -> {
              Network network = Network.create(definition);
              Tensors batch = Examples.batch(definition, 4, 11);
              double before = network.gradient(batch, 1);
              double after = before;
              for (int step = 0; step < 100; step++) {
                after = network.gradient(batch, step);
                float[] gradient = Gradients.of(network);
                float[] parameters = network.parameters();
                for (int i = 0; i < gradient.length; i++) {
                  parameters[i] -= 0.1f * gradient[i];
                }
                network.setParameters(parameters);
              }
              assertTrue(after < 0.9 * before, name + ": " + before + " -> " + after);
            });
  }

  @Test
  void segmentsAreWhereTheLayersReadTheirParameters() {
    Examples.definitions()
        .forEach(
            (name, definition) -> {
              Network network = Network.create(definition);
              float[] numbers = new float[network.numParameters()];
              for (int i = 0; i < numbers.length; i++) {
                numbers[i] = i;
              }
              network.setParameters(numbers);
              assertArrayEquals(numbers, network.parameters(), name);
              Map<String, INDArray> table = network.stock().model().paramTable();
              assertEquals(table.size(), network.layout().segments().size(), name);
              int expected = 0;
              for (Segment segment : network.layout().segments()) {
                assertEquals(expected, segment.offset(), name);
                INDArray array = StockNets.parameter(network, segment);
                assertEquals(segment.offset(), array.minNumber().intValue(), segment.toString());
                assertEquals(segment.end() - 1, array.maxNumber().intValue(), segment.toString());
                expected = segment.end();
              }
              assertEquals(network.numParameters(), expected, name);
            });
  }

  @Test
  void callsDoNotChangeTheirBatch() {
    Examples.definitions()
        .forEach(
            (name, definition) -> {
              Network network = Network.create(definition);
              Tensors batch = Examples.batch(definition, 6, 3);
              network.gradient(batch, 1);
              network.output(batch);
              Tensors same = Examples.batch(definition, 6, 3);
              assertEquals(same.features(), batch.features(), name);
              assertEquals(same.mask(), batch.mask(), name);
              assertEquals(same.labels(), batch.labels(), name);
            });
  }

  @Test
  void aBatchOfAnotherShapeIsRefusedWithBothShapes() {
    NetworkDefinition definition = Examples.definitions().get("lenet");
    Network network = Network.create(definition);
    Tensors words = Examples.batch(Examples.definitions().get("text-cnn"), 2, 1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> network.output(words)).getMessage();
    assertEquals(
        "expected a batch of images of 8 x 8 x 1 (height x width x channels), found an array of"
            + " shape [2, 7]",
        message);

    Tensors batch = Examples.batch(definition, 2, 1);
    Tensors unlabelled = new Tensors(batch.features(), null, null);
    message =
        assertThrows(IllegalArgumentException.class, () -> network.gradient(unlabelled, 1))
            .getMessage();
    assertEquals("expected labels of shape [2, 3], found none", message);
  }

  @Test
  void gradientsAreNotReadableBeforeTheyAreThere() {
    Network network = Network.create(Examples.definitions().get("linear"));
    assertThrows(IllegalStateException.class, network::memory);
    assertThrows(IllegalArgumentException.class, () -> network.setParameters(new float[1]));
  }

  @Test
  void whatIsWrittenToItsMemoryIsTheNetworksAtOnce() {
    Examples.definitions()
        .forEach(
            (name, definition) -> {
              Network written = Network.create(definition);
              Network set = Network.create(definition);
              Tensors batch = Examples.batch(definition, 6, 3);
              for (int step = 1; step <= 3; step++) {
                written.gradient(batch, step);
                float[] parameters = written.parameters();
                FloatBuffer memory = written.memory().parameters();
                for (int i = 0; i < parameters.length; i++) {
                  parameters[i] += 0.01f * step;
                  memory.put(i, parameters[i]);
                }
                set.setParameters(parameters);
                assertEquals(set.output(batch), written.output(batch), name);
                assertEquals(set.gradient(batch, step), written.gradient(batch, step), name);
                assertArrayEquals(Gradients.of(set), Gradients.of(written), name);
                assertArrayEquals(parameters, written.parameters(), name);
              }
            });
  }

  @Test
  void aLayerWithoutParametersMayStandAnywhere() {
    var configuration =
        StockLayers.settings(1)
            .list()
            .layer(new DropoutLayer.Builder(0.5).build())
            .layer(StockLayers.output(Examples.THREE_CLASSES, 0))
            .setInputType(InputType.feedForward(5))
            .build();
    Network network =
        Network.create(
            NetworkDefinition.of(configuration, new InputShape.Vector(5), Examples.THREE_CLASSES));
    assertEquals((5 + 1) * 3, network.numParameters());
  }

  @Test
  void moreParametersThanABufferHoldsAreRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new ParameterLayout(
                        List.of(
                            new Segment("0", "W", 0, ParameterLayout.MAX_LENGTH, Role.WEIGHT),
                            new Segment("0", "b", ParameterLayout.MAX_LENGTH, 1, Role.BIAS))))
            .getMessage();
    assertEquals(
        "expected a network of at most 536870911 parameters (2 GiB), found more:"
            + " Segment[layer=0, name=b, offset=536870911, length=1, role=BIAS]",
        message);
  }

  @Test
  void anotherSeedGivesOtherParameters() {
    var input = new InputShape.Vector(5);
    float[] one =
        Network.create(new Linear().define(input, Examples.THREE_CLASSES, 1)).parameters();
    float[] two =
        Network.create(new Linear().define(input, Examples.THREE_CLASSES, 2)).parameters();
    assertFalse(Arrays.equals(one, two));
  }
}
