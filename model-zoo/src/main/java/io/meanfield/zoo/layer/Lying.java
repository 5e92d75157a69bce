package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Layout;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** New arrays that lie in memory as others do, or otherwise than their dimensions are named. */
final class Lying {
  private Lying() {}

  /** An array of the same shape, in the same order of dimensions in memory, without gaps. */
  static INDArray like(INDArray array, ArrayType type, LayerWorkspaceMgr workspaces) {
    return like(array, array.shape(), type, workspaces);
  }

  /** An array of another shape, in the same order of dimensions in memory, without gaps. */
  static INDArray like(INDArray array, long[] shape, ArrayType type, LayerWorkspaceMgr workspaces) {
    try (MemoryWorkspace scope = workspaces.notifyScopeBorrowed(type)) {
      return create(array.dataType(), shape, Layout.gaplessStrides(shape, array.stride()));
    }
  }

  /**
   * An array in the current workspace. Making one with other strides from the start takes half of
   * what an array and a view of it take.
   *
   * @param strides without gaps
   */
  static INDArray create(DataType type, long[] shape, long[] strides) {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    DataBuffer memory =
        Nd4j.createBuffer(type, length, false, Nd4j.getMemoryManager().getCurrentWorkspace());
    return Nd4j.create(memory, shape, strides, 0);
  }
}
