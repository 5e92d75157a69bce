package io.meanfield.zoo;

import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A batch as arrays of 32-bit floats in row-major order. A {@link Network} only reads them.
 *
 * @param features images [batch, height, width, channels], tokens [batch, time] or vectors [batch,
 *     n]
 * @param mask [batch, time], 1 at words and 0 at padding; null unless features are tokens
 * @param labels [batch, outputs], or [batch, time] numbers of classes with {@link Head#TOKENS};
 *     null when only outputs are wanted
 */
public record Tensors(INDArray features, INDArray mask, INDArray labels) {
  public Tensors {
    Objects.requireNonNull(features, "features");
  }

  public int size() {
    return Math.toIntExact(features.size(0));
  }
}
