package io.meanfield.zoo.kernel;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What each position of a window sees of a padded image, for the reference kernels. */
final class Shifts {
  private Shifts() {}

  static long[] paddedShape(long[] shape, Window window) {
    return new long[] {
      shape[0],
      shape[1],
      shape[2] + window.before().vertical() + window.after().vertical(),
      shape[3] + window.before().horizontal() + window.after().horizontal()
    };
  }

  static INDArray pad(INDArray image, Window window) {
    return pad(image, window, 0);
  }

  static INDArray pad(INDArray image, Window window, double value) {
    INDArray padded =
        Nd4j.valueArrayOf(paddedShape(image.shape(), window), value, image.dataType());
    unpad(padded, window, image.shape()).assign(image);
    return padded;
  }

  /** The view of a padded image that is the image. */
  static INDArray unpad(INDArray padded, Window window, long[] shape) {
    int top = window.before().vertical();
    int left = window.before().horizontal();
    return padded.get(all(), all(), interval(top, top + shape[2]), interval(left, left + shape[3]));
  }

  /**
   * The view of what position (row, column) of the window sees, over all windows.
   *
   * @param outputShape [batch, channels, height, width], of which the last two count
   */
  static INDArray seen(INDArray padded, Window window, int row, int column, long[] outputShape) {
    int top = row * window.dilation().vertical();
    int left = column * window.dilation().horizontal();
    int down = window.stride().vertical();
    int right = window.stride().horizontal();
    return padded.get(
        all(),
        all(),
        interval(top, down, top + (outputShape[2] - 1) * down + 1),
        interval(left, right, left + (outputShape[3] - 1) * right + 1));
  }
}
