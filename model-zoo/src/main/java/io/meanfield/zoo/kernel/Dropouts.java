package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Dropout (Srivastava et al. 2014), scaled in training so that inference needs nothing. */
public interface Dropouts {

  /**
   * Drops elements, numbered in row-major order, and multiplies the others by {@link
   * Dropout#scale}. The gradient is the same function of the gradient.
   *
   * @param array row-major, without gaps
   */
  void drop(Dropout dropout, INDArray array);
}
