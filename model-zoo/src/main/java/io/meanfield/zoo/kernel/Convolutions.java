package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions over images [batch, channels, height, width], which lie best with their channels
 * together (see {@link Layout}). With G groups, filters are [outputs, channels / G, height, width]
 * and group g of the outputs sees group g of the channels; G follows from the shapes.
 */
public interface Convolutions {

  /**
   * output = activation(input * filters + bias), with "*" the cross-correlation.
   *
   * @param bias of outputs elements, or null
   */
  void forward(
      INDArray input, Filters filters, Window window, Activation activation, INDArray output);

  /** The gradient of the input from that of the output before the activation. */
  void inputGradient(INDArray gradient, INDArray filters, Window window, INDArray inputGradient);

  /** The gradients of filters and bias from that of the output before the activation. */
  void filterGradient(INDArray input, INDArray gradient, Window window, Filters result);

  /**
   * What a convolution learns, or its gradient.
   *
   * @param weights [outputs, channels / groups, height, width]
   * @param bias of outputs elements without gaps, or null
   */
  record Filters(INDArray weights, INDArray bias) {}
}
