package io.meanfield.zoo.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Memory for a scratch array of one thread; only grows. Knows the last shapes it was seen in. */
final class FloatMemory {
  private static final int MAX_SHAPES = 32;

  private final List<INDArray> shaped = new ArrayList<>();
  private INDArray all;

  /** An array of some shape, row-major, whose content is anything. */
  INDArray array(long... shape) {
    for (int i = 0; i < shaped.size(); i++) {
      if (Arrays.equals(shaped.get(i).shape(), shape)) {
        return shaped.get(i);
      }
    }
    long length = 1;
    for (long extent : shape) {
      length *= extent;
    }
    if (all == null || all.length() < length) {
      try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        all = Nd4j.createUninitialized(DataType.FLOAT, length);
      }
      shaped.clear();
    }
    if (shaped.size() == MAX_SHAPES) {
      shaped.clear();
    }
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    INDArray array = Nd4j.create(all.data(), shape, strides, 0);
    shaped.add(array);
    return array;
  }
}
