package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Functions of each element. Arrays may be views with any strides. */
public interface Elementwise {

  /** output = activation(input); both may be the same array. */
  void activate(Activation activation, INDArray input, INDArray output);

  /**
   * inputGradient = outputGradient activation'; both may be the same array.
   *
   * @param told the activation's output where {@link Activation#isToldByOutput}, else its input
   */
  void activateGradient(
      Activation activation, INDArray told, INDArray outputGradient, INDArray inputGradient);

  /** Copies between any layouts. */
  void copy(INDArray from, INDArray to);

  /** sum = lhs + rhs, all of one shape; sum may be one of them. */
  void add(INDArray lhs, INDArray rhs, INDArray sum);

  /**
   * Sets all channels of the steps that a mask leaves out.
   *
   * @param sequences [batch, channels, time]
   * @param mask [batch, time], 0 where a step is left out
   */
  void fill(INDArray sequences, INDArray mask, double value);
}
