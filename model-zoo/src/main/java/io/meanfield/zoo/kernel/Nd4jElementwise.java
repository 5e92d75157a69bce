package io.meanfield.zoo.kernel;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;
import static org.nd4j.linalg.ops.transforms.Transforms.exp;
import static org.nd4j.linalg.ops.transforms.Transforms.sigmoid;
import static org.nd4j.linalg.ops.transforms.Transforms.tanh;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The reference: formulas and their derivatives written out with ND4J's arithmetic. */
final class Nd4jElementwise implements Elementwise {
  private static final double GELU_SCALE = Math.sqrt(2 / Math.PI);
  private static final double GELU_CUBIC = 0.044715;

  @Override
  public void activate(Activation activation, INDArray input, INDArray output) {
    double alpha = activation.alpha();
    INDArray x = input;
    INDArray y =
        switch (activation.kind()) {
          case IDENTITY -> x;
          case RELU -> x.mul(isPositive(x));
          case LEAKY_RELU -> x.mul(isPositive(x).mul(1 - alpha).add(alpha));
          case ELU -> {
            INDArray above = isPositive(x);
            yield x.mul(above).add(exp(x).sub(1).mul(alpha).mul(above.rsub(1)));
          }
          case TANH -> tanh(x);
          case SIGMOID -> sigmoid(x);
          case SWISH -> x.mul(sigmoid(x.mul(alpha)));
          case GELU -> x.mul(tanh(geluArgument(x)).add(1)).mul(0.5);
        };
    output.assign(y);
  }

  @Override
  public void activateGradient(
      Activation activation, INDArray told, INDArray outputGradient, INDArray inputGradient) {
    double alpha = activation.alpha();
    INDArray t = told;
    INDArray slope =
        switch (activation.kind()) {
          case IDENTITY -> t.mul(0).add(1);
          case RELU -> isPositive(t);
          case LEAKY_RELU -> isPositive(t).mul(1 - alpha).add(alpha);
          case ELU -> {
            INDArray above = isPositive(t);
            INDArray below = activation.isToldByOutput() ? t.add(alpha) : exp(t).mul(alpha);
            yield above.add(below.mul(above.rsub(1)));
          }
          case TANH -> t.mul(t).rsub(1);
          case SIGMOID -> t.mul(t.rsub(1));
          case SWISH -> {
            INDArray s = sigmoid(t.mul(alpha));
            yield s.add(t.mul(alpha).mul(s).mul(s.rsub(1)));
          }
          case GELU -> {
            INDArray h = tanh(geluArgument(t));
            INDArray inner = t.mul(t).mul(3 * GELU_CUBIC).add(1).mul(GELU_SCALE);
            yield h.add(1).mul(0.5).add(t.mul(0.5).mul(h.mul(h).rsub(1)).mul(inner));
          }
        };
    inputGradient.assign(outputGradient.mul(slope));
  }

  private static INDArray geluArgument(INDArray x) {
    return x.mul(x).mul(x).mul(GELU_CUBIC).add(x).mul(GELU_SCALE);
  }

  private static INDArray isPositive(INDArray x) {
    return x.gt(0).castTo(x.dataType());
  }

  @Override
  public void copy(INDArray from, INDArray to) {
    to.assign(from);
  }

  @Override
  public void add(INDArray lhs, INDArray rhs, INDArray sum) {
    lhs.addi(rhs, sum);
  }

  @Override
  public void fill(INDArray sequences, INDArray mask, double value) {
    for (long i = 0; i < mask.size(0); i++) {
      for (long t = 0; t < mask.size(1); t++) {
        if (mask.getDouble(i, t) == 0) {
          sequences.get(point(i), all(), point(t)).assign(value);
        }
      }
    }
  }
}
