package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Operands of several products, rounded once to what products take. */
final class Operands {
  private Operands() {}

  /** The array itself where nothing is rounded, else a rounded copy of rows [rows, columns]. */
  static INDArray of(INDArray rows, ArrayType place, Kernels kernels, LayerWorkspaceMgr mgr) {
    DataType type = kernels.matrices().operandType(rows.dataType());
    if (type == rows.dataType()) {
      return rows;
    }
    INDArray rounded = mgr.createUninitialized(place, type, rows.shape(), 'c');
    kernels.elementwise().copy(rows, rounded);
    return rounded;
  }
}
