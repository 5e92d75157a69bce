package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layer normalization, y = gain (x - mean) / sqrt(variance + epsilon) + shift with mean and
 * variance of each row (Ba, Kiros and Hinton 2016, equation 4). Arrays may be views with any
 * strides.
 */
public interface LayerNorms {

  /**
   * What is applied to normalized values.
   *
   * @param gain of size elements
   * @param shift of size elements
   */
  record Norm(INDArray gain, INDArray shift, double epsilon) {}

  /** Of each row; the variance is the mean square, without correction. */
  record Statistics(INDArray mean, INDArray variance) {}

  /**
   * Where gradients are written.
   *
   * @param input [rows, size]
   * @param gain of size elements
   * @param shift of size elements
   */
  record Gradients(INDArray input, INDArray gain, INDArray shift) {}

  /**
   * @param input [rows, size]
   * @param statistics written
   * @param output [rows, size]
   */
  void forward(INDArray input, Norm norm, Statistics statistics, INDArray output);

  /**
   * @param statistics what {@link #forward} wrote
   * @param gradient of the output
   */
  void gradient(
      INDArray input, Norm norm, Statistics statistics, INDArray gradient, Gradients result);
}
