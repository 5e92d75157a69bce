package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scaled dot-product attention, softmax(Q K' / sqrt(size)) V for each head (Vaswani et al. 2017,
 * equation 1). Arrays [batch, heads, time, size] may be views with any strides, as those of one
 * fused projection are.
 */
public interface Attention {

  /** Which keys a query sees. */
  enum Reach {
    ALL,
    /** Its own and those before it; the last query is the last key's. */
    PAST
  }

  /**
   * @param keyMask [batch, key time], 1 where a key is seen and 0 where it is padding, or null; a
   *     query that sees no key gets the mean of values
   * @param dropout of the probabilities, numbered as in [batch, heads, query time, key time]
   */
  record Rule(Reach reach, INDArray keyMask, Dropout dropout) {}

  /**
   * What attends to what, or its gradient.
   *
   * @param queries [batch, heads, query time, size]
   * @param keys [batch, heads, key time, size]
   * @param values [batch, heads, key time, size]
   */
  record Heads(INDArray queries, INDArray keys, INDArray values) {}

  /**
   * @param output [batch, heads, query time, size]
   * @param saved for {@link #gradient}
   */
  void forward(Heads heads, Rule rule, INDArray output, Saved saved);

  /**
   * @param heads and rule as they were in {@link #forward}
   * @param gradient of the output
   */
  void gradient(Heads heads, Rule rule, INDArray gradient, Saved saved, Heads result);
}
