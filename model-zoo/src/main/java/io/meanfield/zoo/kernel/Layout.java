package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** How arrays lie in memory, which is not how their dimensions are named. */
public final class Layout {
  private Layout() {}

  /** Whether an image [batch, channels, height, width] has its channels together, without gaps. */
  public static boolean isChannelsLast(INDArray image) {
    long[] strides = channelsLastStrides(image.shape());
    for (int i = 0; i < strides.length; i++) {
      if (image.size(i) > 1 && image.stride(i) != strides[i]) {
        return false;
      }
    }
    return true;
  }

  /** Strides of [batch, channels, height, width] whose channels lie together. */
  static long[] channelsLastStrides(long... dims) {
    return new long[] {dims[1] * dims[2] * dims[3], 1, dims[1] * dims[3], dims[1]};
  }

  /** Where an array's first element is: a view's buffer tells only where its whole array starts. */
  static long address(INDArray array) {
    return array.data().address() + array.offset() * array.data().getElementSize();
  }
}
