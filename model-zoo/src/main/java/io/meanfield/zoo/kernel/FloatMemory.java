package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Memory for a scratch array of one thread; only grows. */
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
}
