package io.meanfield.zoo;

import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A batch as arrays of 32-bit floats in row-major order. A {@link Network} only reads them.
 *
 * @param features images [batch, height, width, channels], tokens [batch, time], those of pairs
 *     side by side, or vectors [batch, n]
 * @param mask [batch, time], 1 at words and 0 at padding; null unless features are tokens
 * @param labels [batch, outputs], or [batch, time] numbers of classes with {@link Head#TOKENS};
 *     null when only outputs are wanted
 */
public record Tensors(INDArray features, INDArray mask, INDArray labels) {
  public Tensors {
    Objects.requireNonNull(features, "features");
  }

  /**
   * Of labels that have steps: the last columns of the mask, of a language model all; null if there
   * is none.
   */
  public INDArray maskOfLabels() {
    return mask == null || mask.equalShapes(labels)
        ? mask
        : columns(mask, mask.size(1) - labels.size(1), mask.size(1));
  }

  /** A copy of some columns, as of the steps of sequences. */
  public static INDArray columns(INDArray array, long from, long to) {
    return array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c');
  }

  public int size() {
    return Math.toIntExact(features.size(0));
  }
}
