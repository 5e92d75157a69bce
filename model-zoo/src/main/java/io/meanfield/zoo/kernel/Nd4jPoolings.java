package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The reference: position by position of the window, over all windows at once. */
final class Nd4jPoolings implements Poolings {

  @Override
  public void forward(Kind kind, Window window, INDArray input, Saved saved, INDArray output) {
    output.assign(pooled(kind, window, input, output.shape()));
  }

  private static INDArray pooled(Kind kind, Window window, INDArray input, long[] shape) {
    boolean isMax = kind == Kind.MAX;
    INDArray padded = Shifts.pad(input, window, isMax ? Double.NEGATIVE_INFINITY : 0);
    INDArray result =
        Nd4j.valueArrayOf(shape, isMax ? Double.NEGATIVE_INFINITY : 0, input.dataType());
    for (int i = 0; i < window.height(); i++) {
      for (int j = 0; j < window.width(); j++) {
        INDArray seen = Shifts.seen(padded, window, i, j, shape);
        result = isMax ? Transforms.max(result, seen) : result.add(seen);
      }
    }
    return isMax ? result : result.div(divisor(kind, window, input, shape));
  }

  private static INDArray divisor(Kind kind, Window window, INDArray input, long[] shape) {
    if (kind == Kind.MEAN_OF_WINDOW) {
      return Nd4j.valueArrayOf(shape, window.height() * window.width(), input.dataType());
    }
    INDArray image = Shifts.pad(Nd4j.ones(input.dataType(), input.shape()), window);
    INDArray count = Nd4j.zeros(input.dataType(), shape);
    for (int i = 0; i < window.height(); i++) {
      for (int j = 0; j < window.width(); j++) {
        count.addi(Shifts.seen(image, window, i, j, shape));
      }
    }
    return count;
  }

  @Override
  public void gradient(
      Kind kind, Window window, Forward forward, INDArray gradient, INDArray result) {
    INDArray input = forward.input();
    long[] shape = gradient.shape();
    boolean isMax = kind == Kind.MAX;
    INDArray padded = Shifts.pad(input, window, Double.NEGATIVE_INFINITY);
    INDArray below = Nd4j.zeros(gradient.dataType(), padded.shape());
    INDArray largest = isMax ? pooled(kind, window, input, shape) : null;
    INDArray rest = isMax ? gradient.dup() : gradient.div(divisor(kind, window, input, shape));
    for (int i = 0; i < window.height(); i++) {
      for (int j = 0; j < window.width(); j++) {
        INDArray share = rest;
        if (isMax) {
          INDArray isHere = Shifts.seen(padded, window, i, j, shape).eq(largest);
          share = rest.mul(isHere.castTo(rest.dataType()));
          rest = rest.sub(share);
        }
        Shifts.seen(below, window, i, j, shape).addi(share);
      }
    }
    result.assign(Shifts.unpad(below, window, input.shape()));
  }
}
