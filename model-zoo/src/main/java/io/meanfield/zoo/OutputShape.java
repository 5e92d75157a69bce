package io.meanfield.zoo;

import java.io.Serializable;
import java.util.Objects;

/**
 * What a model gives: a batch is [batch, size], or [batch, time, size] with {@link Head#TOKENS}.
 *
 * @param size number of classes or of targets
 */
public record OutputShape(int size, Head head) implements Serializable {
  public OutputShape {
    Require.positive("size", size);
    Objects.requireNonNull(head, "head");
    if ((head == Head.SOFTMAX || head == Head.TOKENS) && size < 2) {
      throw new IllegalArgumentException(
          "expected at least 2 classes for a softmax head, found " + size);
    }
  }
}
