package io.meanfield.zoo.kernel;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/** How arrays lie in memory, which is not how their dimensions are named. */
public final class Layout {
  private Layout() {}

  /**
   * Whether sequences [batch, features, time] lie step by step without gaps, example by example.
   */
  public static boolean isFeaturesLast(INDArray sequences) {
    long features = sequences.size(1);
    long time = sequences.size(2);
    return (features == 1 || sequences.stride(1) == 1)
        && (time == 1 || sequences.stride(2) == features)
        && (sequences.size(0) == 1 || sequences.stride(0) == features * time);
  }

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

  /**
   * Arrays of one shape that lie alike and without gaps, as vectors of their elements in the order
   * of memory.
   *
   * @return as many vectors, or none if they do not lie so or are row-major already
   */
  public static Optional<INDArray[]> flat(INDArray... arrays) {
    INDArray first = arrays[0];
    if (Shape.hasDefaultStridesForShape(first) || !isGapless(first)) {
      return Optional.empty();
    }
    INDArray[] flat = new INDArray[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      INDArray array = arrays[i];
      if (array.dataType() != first.dataType()
          || !Arrays.equals(array.shape(), first.shape())
          || !Arrays.equals(array.stride(), first.stride())) {
        return Optional.empty();
      }
      flat[i] = Nd4j.create(array.data(), new long[] {array.length()}, new long[] {1}, 0);
    }
    return Optional.of(flat);
  }

  /** Whether the elements fill the memory from the first to the last, each once. */
  private static boolean isGapless(INDArray array) {
    long last = 0;
    for (int i = 0; i < array.rank(); i++) {
      last += (array.size(i) - 1) * array.stride(i);
    }
    return array.length() > 0 && last == array.length() - 1;
  }

  /** Strides without gaps, in the order of dimensions in which an array lies. */
  public static long[] gaplessStrides(INDArray array) {
    return gaplessStrides(array.shape(), array.stride());
  }

  /**
   * {@link #gaplessStrides} of a shape.
   *
   * @param lying strides of an array whose dimensions lie in the wanted order
   */
  public static long[] gaplessStrides(long[] shape, long[] lying) {
    int rank = shape.length;
    int[] innerFirst = new int[rank];
    for (int i = 0; i < rank; i++) {
      int dimension = rank - 1 - i;
      int at = i;
      while (at > 0 && lying[innerFirst[at - 1]] > lying[dimension]) {
        innerFirst[at] = innerFirst[at - 1];
        at--;
      }
      innerFirst[at] = dimension;
    }
    long[] strides = new long[rank];
    long stride = 1;
    for (int dimension : innerFirst) {
      strides[dimension] = stride;
      stride *= shape[dimension];
    }
    return strides;
  }

  /** Strides of [batch, channels, height, width] whose channels lie together. */
  public static long[] channelsLastStrides(long... dims) {
    return new long[] {dims[1] * dims[2] * dims[3], 1, dims[1] * dims[3], dims[1]};
  }

  /** Where an array's first element is: a view's buffer tells only where its whole array starts. */
  static long address(INDArray array) {
    return array.data().address() + array.offset() * array.data().getElementSize();
  }
}
