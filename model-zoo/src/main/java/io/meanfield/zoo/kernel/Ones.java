package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A row of ones that all threads read; replaced by a longer one when needed. */
final class Ones {
  private static volatile INDArray longest;

  private Ones() {}

  /** As many as that or more. */
  static INDArray atLeast(long length) {
    INDArray ones = longest;
    if (ones == null || ones.length() < length) {
      try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        ones = Nd4j.ones(DataType.FLOAT, Math.max(1024, Long.highestOneBit(length) * 2));
      }
      longest = ones;
    }
    return ones;
  }
}
