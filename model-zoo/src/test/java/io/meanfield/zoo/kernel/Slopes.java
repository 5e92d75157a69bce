package io.meanfield.zoo.kernel;

import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Derivatives by central differences, in 64 bits. */
public final class Slopes {
  private static final double STEP = 1e-5;

  private Slopes() {}

  /** The derivative of a loss by each element of an array in row-major order. */
  public static INDArray of(INDArray variables, DoubleSupplier loss) {
    INDArray slopes = Nd4j.create(variables.dataType(), variables.shape());
    for (long i = 0; i < variables.length(); i++) {
      slopes.putScalar(i, at(variables, i, loss));
    }
    return slopes;
  }

  /** The derivative by one element of an array. */
  public static double at(INDArray variables, long i, DoubleSupplier loss) {
    double value = variables.getDouble(i);
    variables.putScalar(i, value + STEP);
    double above = loss.getAsDouble();
    variables.putScalar(i, value - STEP);
    double below = loss.getAsDouble();
    variables.putScalar(i, value);
    return (above - below) / (2 * STEP);
  }
}
