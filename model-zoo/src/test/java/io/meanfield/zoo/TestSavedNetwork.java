package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Tag("unit")
class TestSavedNetwork {

  @Test
  void stockDeeplearning4jGivesTheSameOutputs() throws Exception {
    for (var entry : Examples.stock().entrySet()) {
      NetworkDefinition definition = entry.getValue();
      Network network = changed(definition);
      Tensors batch = Examples.batch(definition, 6, 3);
      INDArray features =
          InputAdapter.of(definition.input(), network.stock()).features(batch.features());
      var zip = new ByteArrayInputStream(save(network));
      INDArray outputs =
          switch (definition.kind()) {
            case SEQUENTIAL ->
                ModelSerializer.restoreMultiLayerNetwork(zip)
                    .output(features, false, batch.mask(), null);
            case GRAPH ->
                ModelSerializer.restoreComputationGraph(zip)
                    .output(false, new INDArray[] {features}, new INDArray[] {batch.mask()}, null)[
                    0];
          };
      assertEquals(outputs, network.output(batch), entry.getKey());
    }
  }

  @Test
  void zipsHoldNothingOfOurs() throws Exception {
    for (NetworkDefinition definition : Examples.stock().values()) {
      try (var zip =
          new ZipInputStream(new ByteArrayInputStream(save(Network.create(definition))))) {
        for (ZipEntry file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
          String text = new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1);
          assertTrue(!text.contains("meanfield"), file.getName());
        }
      }
    }
  }

  @Test
  void loadingGivesTheSameNetwork() throws Exception {
    for (var entry : Examples.definitions().entrySet()) {
      NetworkDefinition definition = entry.getValue();
      Network network = changed(definition);
      Network loaded =
          Network.load(
              new ByteArrayInputStream(save(network)), definition.input(), definition.output());
      assertEquals(definition.kind(), loaded.definition().kind(), entry.getKey());
      assertEquals(network.layout(), loaded.layout(), entry.getKey());
      assertArrayEquals(network.parameters(), loaded.parameters(), entry.getKey());
      Tensors batch = Examples.batch(definition, 6, 3);
      assertEquals(network.gradient(batch, 1), loaded.gradient(batch, 1), entry.getKey());
      Network again = Network.create(loaded.definition());
      again.setParameters(loaded.parameters());
      assertEquals(network.output(batch), again.output(batch), entry.getKey());
    }
  }

  @Test
  void savingLeavesTheStreamOpen() throws Exception {
    boolean[] closed = {false};
    var out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    Network.create(Examples.definitions().get("mlp")).save(out);
    assertTrue(!closed[0]);
  }

  @Test
  void whatIsNoCompleteZipIsRefused() throws Exception {
    NetworkDefinition definition = Examples.definitions().get("mlp");
    byte[] zip = save(Network.create(definition));
    for (byte[] broken :
        new byte[][] {{}, {1, 2, 3}, Arrays.copyOf(zip, 100), Arrays.copyOf(zip, zip.length / 2)}) {
      var in = new ByteArrayInputStream(broken);
      String message =
          assertThrows(
                  IOException.class,
                  () -> Network.load(in, definition.input(), definition.output()))
              .getMessage();
      assertTrue(message != null && message.startsWith("expected a"), message);
    }
  }

  @Test
  void aZipForOtherDataIsRefused() throws Exception {
    NetworkDefinition definition = Examples.definitions().get("lenet");
    var zip = new ByteArrayInputStream(save(Network.create(definition)));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Network.load(zip, definition.input(), new OutputShape(10, Head.SOFTMAX)))
            .getMessage();
    assertEquals(
        "expected a network with output of shape [batch, 10], as the data has 10 classes or"
            + " targets, found [1, 3] for one example",
        message);
  }

  private static Network changed(NetworkDefinition definition) {
    Network network = Network.create(definition);
    float[] parameters = network.parameters();
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += 0.01f * (i % 7);
    }
    network.setParameters(parameters);
    return network;
  }

  private static byte[] save(Network network) throws IOException {
    var out = new ByteArrayOutputStream();
    network.save(out);
    return out.toByteArray();
  }
}
