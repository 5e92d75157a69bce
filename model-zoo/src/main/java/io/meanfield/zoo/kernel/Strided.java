package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How matrices [..., rows, columns] lie in memory.
 *
 * @param type of elements, by oneDNN's number
 * @param strides in elements
 */
record Strided(int type, long[] shape, long[] strides) {

  /** Of 32-bit floats. */
  Strided(long[] shape, long[] strides) {
    this(Workbench.F32, shape, strides);
  }

  static Strided of(INDArray array) {
    boolean isBf16 = array.dataType() == DataType.BFLOAT16;
    return new Strided(isBf16 ? Workbench.BF16 : Workbench.F32, array.shape(), array.stride());
  }

  /** A vector as one row. */
  static Strided row(long length, long stride) {
    return new Strided(new long[] {1, length}, new long[] {length * stride, stride});
  }

  Strided transposed() {
    return new Strided(type, swapped(shape), swapped(strides));
  }

  /** [tiles, positions, channels] as [positions, tiles, channels]. */
  Strided byPosition() {
    return new Strided(
        type,
        new long[] {shape[1], shape[0], shape[2]},
        new long[] {strides[1], strides[0], strides[2]});
  }

  private static long[] swapped(long[] values) {
    long[] swapped = values.clone();
    int last = values.length - 1;
    swapped[last] = values[last - 1];
    swapped[last - 1] = values[last];
    return swapped;
  }

  /** The order of dimensions in memory, without gaps. */
  Strided gapless() {
    return new Strided(type, shape, Layout.gaplessStrides(shape, strides));
  }

  /**
   * oneDNN 3.11 takes it for granted, in all but a few orders of dimensions, that there are no gaps
   * between the first dimension's parts, and silently reads and writes elsewhere if there are. What
   * it takes right are the orders of attention heads: matrices whose rows lie further apart than
   * the matrices do.
   */
  boolean isReadRight() {
    if (shape.length < 4 || shape[0] == 1) {
      return true;
    }
    boolean hasGaps = strides[0] != shape[1] * strides[1];
    boolean areHeads =
        shape.length == 4 && shape[1] > 1 && (isFurtherApart(2) || isFurtherApart(3));
    return areHeads || !hasGaps;
  }

  private boolean isFurtherApart(int dimension) {
    return shape[dimension] > 1 && strides[dimension] > strides[1];
  }
}
