package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@Tag("unit")
class TestPadding {

  private static final List<String> MODELS =
      List.of("text-cnn", "text-lstm LAST", "text-lstm AVERAGE");

  @Test
  void whatStandsInPaddingDoesNotMatter() {
    for (String name : MODELS) {
      NetworkDefinition definition = Examples.definitions().get(name);
      Network network = Network.create(definition);
      Tensors batch = Examples.batch(definition, 6, 3);
      INDArray padded = batch.features().add(batch.mask().rsub(1).mul(13));
      Tensors other = new Tensors(padded, batch.mask(), batch.labels());
      assertTrue(padded.sumNumber().intValue() > batch.features().sumNumber().intValue());
      assertEquals(network.output(batch), network.output(other), name);
      assertEquals(network.gradient(batch, 1), network.gradient(other, 1), name);
    }
  }

  @Test
  void howMuchPaddingThereIsDoesNotMatter() {
    for (String name : MODELS) {
      NetworkDefinition definition = Examples.definitions(0).get(name);
      Network network = Network.create(definition);
      Tensors full = Examples.batch(definition, 3, 1);
      INDArray words = Tensors.columns(full.features(), 0, 4);
      INDArray mask = Tensors.columns(full.mask(), 0, 4);
      assertEquals(mask.sumNumber(), full.mask().sumNumber(), "only padding is cut");
      Tensors cut = new Tensors(words, mask, full.labels());
      assertArrayEquals(
          network.output(full).data().asFloat(), network.output(cut).data().asFloat(), 1e-6f, name);
      assertEquals(network.gradient(full, 1), network.gradient(cut, 1), 1e-6, name);
    }
  }

  @Test
  void aTextWithoutWordsIsAnOrdinaryExample() {
    for (String name : MODELS) {
      NetworkDefinition definition = Examples.definitions().get(name);
      Network network = Network.create(definition);
      Tensors batch = Examples.batch(definition, 4, 3);
      Tensors empty = new Tensors(Nd4j.zeros(4, 7), batch.mask().dup().assign(0), batch.labels());
      assertTrue(Double.isFinite(network.gradient(empty, 1)), name);
      assertEquals(1, network.output(empty).getRow(2).sumNumber().doubleValue(), 1e-5, name);
      assertEquals(0, empty.mask().sumNumber().intValue(), "the caller's mask stays as it is");
    }
  }

  @Test
  void aSequenceWithoutMaskIsAllWords() {
    for (String name : MODELS) {
      NetworkDefinition definition = Examples.definitions().get(name);
      Network network = Network.create(definition);
      Tensors batch = Examples.batch(definition, 4, 3);
      Tensors unmasked = new Tensors(batch.features(), null, null);
      Tensors full = new Tensors(batch.features(), Nd4j.ones(4, 7), null);
      assertArrayEquals(
          network.output(full).data().asFloat(),
          network.output(unmasked).data().asFloat(),
          1e-6f,
          name);
    }
  }
}
