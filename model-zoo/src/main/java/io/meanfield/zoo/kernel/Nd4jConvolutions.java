package io.meanfield.zoo.kernel;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The reference: a convolution is a sum over the window's positions, each the product of the pixels
 * seen there with the weights there.
 */
final class Nd4jConvolutions implements Convolutions {
  private final Elementwise elementwise = new Nd4jElementwise();

  @Override
  public void forward(
      INDArray input, Filters filters, Window window, Activation activation, INDArray output) {
    INDArray weights = filters.weights().dup('c');
    INDArray padded = Shifts.pad(input, window);
    INDArray sums = Nd4j.zeros(input.dataType(), output.shape());
    long groups = input.size(1) / weights.size(1);
    for (long g = 0; g < groups; g++) {
      INDArray out = channels(sums, g, groups); // [batch, outputs, height, width]
      INDArray w = rows(weights, g, groups);
      INDArray in = channels(padded, g, groups);
      for (int i = 0; i < window.height(); i++) {
        for (int j = 0; j < window.width(); j++) {
          INDArray seen = Shifts.seen(in, window, i, j, output.shape());
          INDArray product = pixels(seen).mmul(w.get(all(), all(), point(i), point(j)).transpose());
          out.addi(image(product, out.shape()));
        }
      }
    }
    if (filters.bias() != null) {
      sums.addi(filters.bias().reshape(1, weights.size(0), 1, 1).broadcast(sums.shape()));
    }
    elementwise.activate(activation, sums, output);
  }

  @Override
  public void inputGradient(
      INDArray gradient, INDArray filters, Window window, INDArray inputGradient) {
    INDArray padded =
        Nd4j.zeros(gradient.dataType(), Shifts.paddedShape(inputGradient.shape(), window));
    INDArray weights = filters.dup('c');
    long groups = inputGradient.size(1) / filters.size(1);
    for (long g = 0; g < groups; g++) {
      INDArray w = rows(weights, g, groups);
      INDArray in = channels(padded, g, groups);
      INDArray pixels = pixels(channels(gradient, g, groups));
      for (int i = 0; i < window.height(); i++) {
        for (int j = 0; j < window.width(); j++) {
          INDArray seen = Shifts.seen(in, window, i, j, gradient.shape());
          INDArray product = pixels.mmul(w.get(all(), all(), point(i), point(j)));
          seen.addi(image(product, seen.shape()));
        }
      }
    }
    inputGradient.assign(Shifts.unpad(padded, window, inputGradient.shape()));
  }

  @Override
  public void filterGradient(INDArray input, INDArray gradient, Window window, Filters result) {
    INDArray padded = Shifts.pad(input, window);
    INDArray weights = Nd4j.create(input.dataType(), result.weights().shape());
    long groups = input.size(1) / weights.size(1);
    for (long g = 0; g < groups; g++) {
      INDArray w = rows(weights, g, groups);
      INDArray in = channels(padded, g, groups);
      INDArray pixels = pixels(channels(gradient, g, groups));
      for (int i = 0; i < window.height(); i++) {
        for (int j = 0; j < window.width(); j++) {
          INDArray seen = pixels(Shifts.seen(in, window, i, j, gradient.shape()));
          w.get(all(), all(), point(i), point(j)).assign(pixels.transpose().mmul(seen));
        }
      }
    }
    result.weights().assign(weights);
    if (result.bias() != null) {
      result.bias().assign(gradient.sum(0, 2, 3).reshape(result.bias().shape()));
    }
  }

  private static INDArray channels(INDArray image, long group, long groups) {
    long size = image.size(1) / groups;
    return image.get(all(), interval(group * size, (group + 1) * size), all(), all());
  }

  private static INDArray rows(INDArray weights, long group, long groups) {
    long size = weights.size(0) / groups;
    return weights.get(interval(group * size, (group + 1) * size), all(), all(), all());
  }

  /** [batch, channels, height, width] to [pixels, channels]. */
  private static INDArray pixels(INDArray image) {
    return image.permute(0, 2, 3, 1).dup('c').reshape('c', -1, image.size(1));
  }

  private static INDArray image(INDArray pixels, long[] shape) {
    return pixels.dup('c').reshape('c', shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2);
  }
}
