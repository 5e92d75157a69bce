package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products of matrices and what a dense layer is made of. Arrays may be views with any strides;
 * results are written into the arrays given for them.
 */
public interface Matrices {

  /**
   * What products round their operands to. An operand of several products is best rounded once, by
   * copying it to an array of this type; all else takes arrays of the type itself.
   */
  DataType operandType(DataType type);

  /**
   * output = activation(input weights + bias).
   *
   * @param input [rows, inputs]
   * @param weights [inputs, outputs]
   * @param bias of outputs elements, or null
   * @param output [rows, outputs]
   */
  void dense(
      INDArray input, INDArray weights, INDArray bias, Activation activation, INDArray output);

  /**
   * sum += input weights + bias.
   *
   * @param input [rows, inputs]
   * @param weights [inputs, outputs]
   * @param bias of outputs elements, or null
   * @param sum [rows, outputs]
   */
  void addDense(INDArray input, INDArray weights, INDArray bias, INDArray sum);

  /**
   * The gradients of weights and bias, from the loss's gradient before the activation.
   *
   * @param input [rows, inputs]
   * @param gradient [rows, outputs]
   * @param weightGradient [inputs, outputs]
   * @param biasGradient of outputs elements, or null
   */
  void denseGradient(
      INDArray input, INDArray gradient, INDArray weightGradient, INDArray biasGradient);

  /**
   * The gradient of a dense layer's input: gradient weights'.
   *
   * @param gradient [rows, outputs], before the activation
   * @param weights [inputs, outputs]
   * @param inputGradient [rows, inputs]
   */
  void denseInputGradient(INDArray gradient, INDArray weights, INDArray inputGradient);

  /** output = lhs rhs, over [..., m, k] and [..., k, n] with equal leading dimensions. */
  void product(INDArray lhs, INDArray rhs, INDArray output);

  /** sums[j] = sum of rows[i, j] over i; rows is [rows, columns]. */
  void sumOfRows(INDArray rows, INDArray sums);
}
