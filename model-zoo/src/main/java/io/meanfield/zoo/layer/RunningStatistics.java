package io.meanfield.zoo.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A batch normalization's running mean and variance, which stock networks move by subtracting an
 * update: new = decay old + (1 - decay) batch.
 *
 * @param decay of what was there before
 * @param isLogarithm whether the parameter for the variance is the decimal logarithm of its root
 */
record RunningStatistics(double decay, boolean isLogarithm) {

  INDArray variance(INDArray parameter) {
    return isLogarithm ? Transforms.exp(parameter.mul(2 * Math.log(10)), false) : parameter;
  }

  void update(INDArray old, INDArray batch, INDArray update) {
    old.subi(batch, update);
    update.muli(1 - decay);
  }

  /** log10(s) - log10(s') = log10(v / v') / 2 where the parameter is a logarithm. */
  void updateVariance(INDArray parameter, INDArray batch, INDArray update) {
    if (!isLogarithm) {
      update(parameter, batch, update);
      return;
    }
    INDArray old = variance(parameter);
    INDArray next = old.mul(decay).addi(batch.mul(1 - decay));
    old.divi(next, update);
    Transforms.log(update, false);
    update.muli(1 / (2 * Math.log(10)));
  }
}
