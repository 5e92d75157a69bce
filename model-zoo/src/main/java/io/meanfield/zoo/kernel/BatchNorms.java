package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalization (Ioffe and Szegedy 2015, algorithm 1) of each channel of [batch, channels] or
 * [batch, channels, height, width], followed by an activation: the identity or ReLU.
 */
public interface BatchNorms {

  /**
   * What a layer brings.
   *
   * @param gain gamma, of channels elements without gaps
   * @param shift beta, of channels elements without gaps
   * @param epsilon added to the variance
   * @param activation {@link Activation#IDENTITY} or {@link Activation#RELU}
   */
  record Norm(INDArray gain, INDArray shift, double epsilon, Activation activation) {}

  /**
   * Of channels elements each, without gaps.
   *
   * @param variance the biased one, divided by the number of values
   */
  record Statistics(INDArray mean, INDArray variance) {}

  /** A training pass: what it read, the statistics it wrote, what it left. */
  record Forward(INDArray input, Norm norm, Statistics statistics, Saved saved) {}

  /** The gradients of a training pass; those of gain and shift without gaps. */
  record Gradients(INDArray input, INDArray gain, INDArray shift) {}

  /** Normalizes by the batch's own statistics, which are written into the forward's. */
  void train(Forward forward, INDArray output);

  /** Normalizes by given statistics. */
  void infer(INDArray input, Norm norm, Statistics statistics, INDArray output);

  /**
   * @param gradient of the output, after the activation
   */
  void gradient(Forward forward, INDArray gradient, Gradients result);

  /**
   * How running statistics move, as the amount to subtract from each element r: r - (decay r + (1 -
   * decay) b).
   *
   * @param running of channels elements without gaps, like the others
   * @param batch b, those of the batch
   */
  void update(double decay, INDArray running, INDArray batch, INDArray update);

  /**
   * {@link #update} of a variance r whose parameter is log10(sqrt(r)).
   *
   * @param parameter of channels elements without gaps, like the others
   */
  void updateLogarithm(double decay, INDArray parameter, INDArray batch, INDArray update);
}
