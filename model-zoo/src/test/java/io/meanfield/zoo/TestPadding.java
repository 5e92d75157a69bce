package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@Tag("unit")
class TestPadding {

  private static final List<String> MODELS =
      List.of("text-cnn", "text-lstm LAST", "text-lstm AVERAGE", "gpt");

  @Test
  void whatStandsInPaddingDoesNotMatter() {
    for (String name : MODELS) {
      NetworkDefinition definition = Examples.definitions().get(name);
      Network network = Network.create(definition);
      Tensors batch = Examples.batch(definition, 6, 3);
      INDArray padded = batch.features().add(batch.mask().rsub(1).mul(13));
      Tensors other = new Tensors(padded, batch.mask(), batch.labels());
      assertTrue(padded.sumNumber().intValue() > batch.features().sumNumber().intValue());
      assertArrayEquals(answers(network, batch), answers(network, other), name);
      assertEquals(network.gradient(batch, 1), network.gradient(other, 1), name);
    }
  }

  /** One a text, or one a word where a network answers at every step. */
  private static float[] answers(Network network, Tensors batch) {
    INDArray output = network.output(batch);
    return output.rank() == 2
        ? output.data().asFloat()
        : output
            .reshape(-1, output.size(2))
            .getRows(wordsOf(batch.mask()))
            .dup('c')
            .data()
            .asFloat();
  }

  private static int[] wordsOf(INDArray mask) {
    float[] steps = mask.data().asFloat();
    return IntStream.range(0, steps.length).filter(step -> steps[step] == 1).toArray();
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
      boolean isOfSteps = definition.output().head() == Head.TOKENS;
      Tensors cut =
          new Tensors(
              words, mask, isOfSteps ? Tensors.columns(full.labels(), 0, 4) : full.labels());
      assertArrayEquals(answers(network, full), answers(network, cut), 1e-6f, name);
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
      INDArray output = network.output(empty);
      INDArray rows = output.reshape(-1, output.size(output.rank() - 1));
      assertEquals(1, rows.getRow(2).sumNumber().doubleValue(), 1e-5, name);
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
