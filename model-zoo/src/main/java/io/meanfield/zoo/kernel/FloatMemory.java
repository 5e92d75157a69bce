package io.meanfield.zoo.kernel;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays' memory as buffers, and scratch arrays of one thread that only grow. */
final class FloatMemory {
  private INDArray all;
  private INDArray shaped;

  /** An array of some shape, row-major, whose content is anything. */
  INDArray array(long... shape) {
    if (shaped != null && java.util.Arrays.equals(shaped.shape(), shape)) {
      return shaped;
    }
    long length = 1;
    for (long extent : shape) {
      length *= extent;
    }
    if (all == null || all.length() < length) {
      try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        all = Nd4j.createUninitialized(org.nd4j.linalg.api.buffer.DataType.FLOAT, length);
      }
    }
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    shaped = Nd4j.create(all.data(), shape, strides, 0);
    return shaped;
  }

  /** Points wherever it is told to. */
  private static final class Cursor extends FloatPointer {
    Cursor(long address, long length) {
      this.address = address;
      this.limit = length;
      this.capacity = length;
    }
  }

  /**
   * The memory of an array that has no gaps, valid as long as the array is reachable.
   *
   * @throws IllegalArgumentException if it is of 2 GiB or more
   */
  static FloatBuffer of(INDArray array) {
    if (array.length() > Integer.MAX_VALUE / Float.BYTES) {
      throw new IllegalArgumentException(
          "expected an array of less than 2 GiB, found %d floats".formatted(array.length()));
    }
    DataBuffer data = array.data();
    return new Cursor(data.address() + data.offset() * Float.BYTES, array.length()).asBuffer();
  }
}
