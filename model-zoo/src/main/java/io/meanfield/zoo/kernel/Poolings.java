package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What windows see of each channel of images [batch, channels, height, width], as one number. */
public interface Poolings {

  /** How a window's pixels become one. */
  enum Kind {
    /** The largest; padding is smaller than everything. */
    MAX,
    /** The sum divided by the number of pixels of the image that the window sees. */
    MEAN_OF_SEEN,
    /** The sum divided by the window's size; padding counts as 0. */
    MEAN_OF_WINDOW
  }

  /**
   * @param saved what {@link #gradient} needs
   */
  void forward(Kind kind, Window window, INDArray input, Saved saved, INDArray output);

  /** Of equal largest pixels the first in reading order has the gradient. */
  void gradient(Kind kind, Window window, Forward forward, INDArray gradient, INDArray result);

  /** What a forward pass read and left. */
  record Forward(INDArray input, Saved saved) {}
}
