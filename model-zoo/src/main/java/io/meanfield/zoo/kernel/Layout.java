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

  /**
   * Whether a sequence [batch, features, time] lies as recurrent layers give and like it: in the
   * order time, batch, features, without gaps. The output of one step is then the matrix that the
   * next step multiplies, and all steps together are one matrix [time * batch, features].
   */
  public static boolean isTimeMajor(INDArray sequence) {
    long features = sequence.size(1);
    return hasFeaturesTogether(sequence)
        && (sequence.size(0) == 1 || sequence.stride(0) == features)
        && (sequence.size(2) == 1 || sequence.stride(2) == features * sequence.size(0));
  }

  /** Whether the features of each step of a sequence [batch, features, time] lie together. */
  static boolean hasFeaturesTogether(INDArray sequence) {
    return sequence.size(1) == 1 || sequence.stride(1) == 1;
  }

  /** Strides of [batch, channels, height, width] whose channels lie together. */
  static long[] channelsLastStrides(long... dims) {
    return new long[] {dims[1] * dims[2] * dims[3], 1, dims[1] * dims[3], dims[1]};
  }
}
