package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Layout;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** New arrays that lie in memory as others do. */
final class Lying {
  private Lying() {}

  /** An array of the same shape, in the same order of dimensions in memory, without gaps. */
  static INDArray like(INDArray array, ArrayType type, LayerWorkspaceMgr workspaces) {
    INDArray memory =
        workspaces.createUninitialized(type, array.dataType(), new long[] {array.length()}, 'c');
    return Nd4j.create(memory.data(), array.shape(), Layout.gaplessStrides(array), 0);
  }
}
