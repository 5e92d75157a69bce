package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The reference: the paper's formulas. */
final class Nd4jBatchNorms implements BatchNorms {
  private final Elementwise elementwise = new Nd4jElementwise();

  @Override
  public void train(Forward forward, INDArray output) {
    INDArray x = forward.input();
    Statistics statistics = forward.statistics();
    statistics.mean().assign(x.mean(others(x)).reshape(statistics.mean().shape()));
    INDArray deviation = x.sub(spread(statistics.mean(), x));
    INDArray variance = deviation.mul(deviation).mean(others(x));
    statistics.variance().assign(variance.reshape(statistics.variance().shape()));
    infer(x, forward.norm(), statistics, output);
  }

  @Override
  public void infer(INDArray input, Norm norm, Statistics statistics, INDArray output) {
    INDArray normalized = normalized(input, norm, statistics);
    INDArray y = normalized.mul(spread(norm.gain(), input)).add(spread(norm.shift(), input));
    elementwise.activate(norm.activation(), y, output);
  }

  @Override
  public void gradient(Forward forward, INDArray gradient, Gradients result) {
    INDArray x = forward.input();
    Norm norm = forward.norm();
    INDArray hat = normalized(x, norm, forward.statistics());
    INDArray y = hat.mul(spread(norm.gain(), x)).add(spread(norm.shift(), x));
    INDArray dy = gradient.dup();
    elementwise.activateGradient(norm.activation(), y, gradient, dy);
    INDArray shift = dy.sum(others(x));
    INDArray gain = dy.mul(hat).sum(others(x));
    double count = (double) x.length() / x.size(1);
    INDArray centered =
        dy.sub(spread(shift, x).div(count)).sub(hat.mul(spread(gain, x)).div(count));
    INDArray scale = spread(norm.gain(), x).mul(spread(inverseDeviation(norm, forward), x));
    result.input().assign(centered.mul(scale));
    result.gain().assign(gain.reshape(result.gain().shape()));
    result.shift().assign(shift.reshape(result.shift().shape()));
  }

  private static INDArray normalized(INDArray x, Norm norm, Statistics statistics) {
    INDArray inverse = inverseDeviation(norm, statistics);
    return x.sub(spread(statistics.mean(), x)).mul(spread(inverse, x));
  }

  private static INDArray inverseDeviation(Norm norm, Forward forward) {
    return inverseDeviation(norm, forward.statistics());
  }

  private static INDArray inverseDeviation(Norm norm, Statistics statistics) {
    return Transforms.sqrt(statistics.variance().add(norm.epsilon()), true).rdiv(1);
  }

  private static int[] others(INDArray x) {
    return x.rank() == 2 ? new int[] {0} : new int[] {0, 2, 3};
  }

  /** One number a channel, as often as there are pixels. */
  private static INDArray spread(INDArray channels, INDArray like) {
    long[] shape = new long[like.rank()];
    java.util.Arrays.fill(shape, 1);
    shape[1] = like.size(1);
    return channels.reshape(shape).broadcast(like.shape());
  }

  @Override
  public void update(double decay, INDArray running, INDArray batch, INDArray update) {
    update.assign(
        running.sub(batch.reshape(running.shape())).mul(1 - decay).reshape(update.shape()));
  }

  /** log10(s) - log10(s') = log10(v / v') / 2, with s the roots and v the variances. */
  @Override
  public void updateLogarithm(double decay, INDArray parameter, INDArray batch, INDArray update) {
    INDArray old = Transforms.exp(parameter.mul(2 * Math.log(10)), true);
    INDArray next = old.mul(decay).add(batch.reshape(old.shape()).mul(1 - decay));
    INDArray moved = Transforms.log(old.div(next), true).mul(1 / (2 * Math.log(10)));
    update.assign(moved.reshape(update.shape()));
  }
}
