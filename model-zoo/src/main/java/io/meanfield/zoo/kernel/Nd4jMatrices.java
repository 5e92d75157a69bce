package io.meanfield.zoo.kernel;

import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The reference: ND4J's own product, in whatever type the arrays have. */
final class Nd4jMatrices implements Matrices {
  private final Elementwise elementwise = new Nd4jElementwise();

  @Override
  public DataType operandType(DataType type) {
    return type;
  }

  @Override
  public void dense(
      INDArray input, INDArray weights, INDArray bias, Activation activation, INDArray output) {
    INDArray sums = input.mmul(weights);
    if (bias != null) {
      sums.addiRowVector(bias.reshape(1, bias.length()));
    }
    elementwise.activate(activation, sums, output);
  }

  @Override
  public void addDense(INDArray input, INDArray weights, INDArray bias, INDArray sum) {
    INDArray added = Nd4j.create(sum.dataType(), sum.shape());
    dense(input, weights, bias, Activation.IDENTITY, added);
    sum.addi(added);
  }

  @Override
  public void denseGradient(
      INDArray input, INDArray gradient, INDArray weightGradient, INDArray biasGradient) {
    weightGradient.assign(input.transpose().mmul(gradient));
    if (biasGradient != null) {
      sumOfRows(gradient, biasGradient);
    }
  }

  @Override
  public void denseInputGradient(INDArray gradient, INDArray weights, INDArray inputGradient) {
    inputGradient.assign(gradient.mmul(weights.transpose()));
  }

  @Override
  public void product(INDArray lhs, INDArray rhs, INDArray output) {
    if (lhs.rank() == 2) {
      output.assign(lhs.mmul(rhs));
      return;
    }
    for (long i = 0; i < lhs.size(0); i++) {
      product(at(lhs, i), at(rhs, i), at(output, i));
    }
  }

  private static INDArray at(INDArray array, long index) {
    INDArrayIndex[] indices =
        LongStream.range(0, array.rank())
            .mapToObj(d -> d == 0 ? NDArrayIndex.point(index) : NDArrayIndex.all())
            .toArray(INDArrayIndex[]::new);
    return array.get(indices);
  }

  @Override
  public void sumOfRows(INDArray rows, INDArray sums) {
    sums.assign(rows.sum(0).reshape(sums.shape()));
  }
}
