package io.meanfield.worker;

import io.meanfield.datasets.Batch;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.Tensors;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a network reads of a batch. */
final class BatchTensors {
  private BatchTensors() {}

  /**
   * Sees the memory of a batch as arrays, without a copy. A network that answers at every step and
   * reads one word less than the texts have, or than translations and their mark, is asked for the
   * word after each: it gets copies.
   */
  static Tensors of(Batch batch, NetworkDefinition definition) {
    Tensors whole = whole(batch);
    if (definition.input() instanceof InputShape.Pair pair) {
      return nextWords(whole, pair.maxSourceTokens());
    }
    boolean isOfNextWords =
        definition.output().head() == Head.TOKENS
            && definition.input() instanceof InputShape.Sequence texts
            && texts.maxTokens() + 1 == whole.features().size(1);
    return isOfNextWords ? nextWords(whole, 0) : whole;
  }

  /**
   * [batch, time] words become [batch, time - 1], with the next ones as labels.
   *
   * @param start of the words that are told; those before are read alone
   */
  private static Tensors nextWords(Tensors texts, long start) {
    long time = texts.features().size(1);
    INDArray mask = texts.mask() == null ? null : withoutStep(texts.mask(), start);
    return new Tensors(
        Tensors.columns(texts.features(), 0, time - 1),
        mask,
        Tensors.columns(texts.features(), start + 1, time));
  }

  private static INDArray withoutStep(INDArray mask, long step) {
    INDArray after = Tensors.columns(mask, step + 1, mask.size(1));
    return step == 0 ? after : Nd4j.hstack(Tensors.columns(mask, 0, step), after).dup('c');
  }

  /** What the batch holds, seen without a copy. */
  static Tensors whole(Batch batch) {
    return new Tensors(
        wrap(batch.features(), batch.featureShape()),
        batch.mask().map(mask -> wrap(mask, batch.size(), batch.featureShape()[1])).orElse(null),
        batch.labels().map(labels -> wrap(labels, batch.size(), batch.numLabels())).orElse(null));
  }

  private static INDArray wrap(FloatBuffer values, long... shape) {
    long length = values.remaining();
    DataBuffer buffer =
        Nd4j.createBuffer(
            new FloatPointer(values), length, org.nd4j.linalg.api.buffer.DataType.FLOAT);
    return Nd4j.create(buffer, shape);
  }
}
