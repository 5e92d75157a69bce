package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a forward pass leaves for its backward pass, in a form of the kernel's own. Belongs to one
 * layer and is written anew by each forward pass; its memory only grows.
 */
public final class Saved {
  private INDArray bytes;

  INDArray atLeast(long numBytes) {
    if (bytes == null || bytes.length() < numBytes) {
      try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        bytes = Nd4j.createUninitialized(DataType.UBYTE, Math.max(1, numBytes));
      }
    }
    return bytes;
  }
}
