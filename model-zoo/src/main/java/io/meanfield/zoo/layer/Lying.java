package io.meanfield.zoo.layer;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** New arrays that lie in memory as others do. */
final class Lying {
  private Lying() {}

  /** An array of the same shape, in the same order of dimensions in memory, without gaps. */
  static INDArray like(INDArray array, ArrayType type, LayerWorkspaceMgr workspaces) {
    int rank = array.rank();
    int[] outerFirst = new int[rank];
    for (int i = 0; i < rank; i++) {
      int at = i;
      while (at > 0 && array.stride(outerFirst[at - 1]) < array.stride(i)) {
        outerFirst[at] = outerFirst[at - 1];
        at--;
      }
      outerFirst[at] = i;
    }
    long[] shape = new long[rank];
    int[] back = new int[rank];
    for (int i = 0; i < rank; i++) {
      shape[i] = array.size(outerFirst[i]);
      back[outerFirst[i]] = i;
    }
    return workspaces.createUninitialized(type, array.dataType(), shape, 'c').permute(back);
  }
}
