package io.meanfield.zoo.kernel;

import static org.nd4j.linalg.ops.transforms.Transforms.sqrt;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The reference: the formula and its derivative in ND4J's arithmetic. */
final class Nd4jLayerNorms implements LayerNorms {

  @Override
  public void forward(INDArray input, Norm norm, Statistics statistics, INDArray output) {
    INDArray mean = input.mean(true, 1);
    INDArray distance = input.sub(mean.broadcast(input.shape()));
    INDArray variance = distance.mul(distance).mean(true, 1);
    statistics.mean().assign(mean.reshape(statistics.mean().shape()));
    statistics.variance().assign(variance.reshape(statistics.variance().shape()));
    INDArray shift = row(norm.shift(), input);
    output.assign(normalized(input, norm, statistics).mul(row(norm.gain(), input)).add(shift));
  }

  private static INDArray normalized(INDArray input, Norm norm, Statistics statistics) {
    INDArray distance = input.sub(column(statistics.mean(), input));
    return distance.div(column(deviation(norm, statistics), input));
  }

  private static INDArray deviation(Norm norm, Statistics statistics) {
    return sqrt(statistics.variance().add(norm.epsilon()));
  }

  private static INDArray column(INDArray values, INDArray like) {
    return values.reshape(values.length(), 1).broadcast(like.shape());
  }

  private static INDArray row(INDArray values, INDArray like) {
    return values.reshape(1, values.length()).broadcast(like.shape());
  }

  @Override
  public void gradient(
      INDArray input, Norm norm, Statistics statistics, INDArray gradient, Gradients result) {
    INDArray h = normalized(input, norm, statistics);
    INDArray above = gradient.mul(row(norm.gain(), input));
    INDArray along = h.mul(column(above.mul(h).mean(1), input));
    INDArray centred = above.sub(column(above.mean(1), input)).sub(along);
    result.gain().assign(gradient.mul(h).sum(0).reshape(result.gain().shape()));
    result.shift().assign(gradient.sum(0).reshape(result.shift().shape()));
    result.input().assign(centred.div(column(deviation(norm, statistics), input)));
  }
}
