package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Layout;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sequences as layers name their dimensions, [batch, features, time] or [batch, time, features],
 * and as they lie: in the order time, batch, features (see {@link Layout#isTimeMajor}).
 */
final class TimeMajor {
  private TimeMajor() {}

  /** A new sequence [batch, features, time] in time-major order. */
  static INDArray create(
      LayerWorkspaceMgr workspaces, ArrayType place, DataType type, long... dims) {
    long[] timeMajor = {dims[2], dims[0], dims[1]};
    return workspaces.createUninitialized(place, type, timeMajor, 'c').permute(1, 2, 0);
  }

  /** [batch, features, time] to what a format calls it, and back. */
  static INDArray named(RNNFormat format, INDArray sequence) {
    return format == RNNFormat.NWC ? sequence.permute(0, 2, 1) : sequence;
  }

  /**
   * A sequence [batch, features, time] as [time * batch, features]; a view if it lies so.
   *
   * @param place where it is copied to otherwise
   */
  static INDArray rows(
      INDArray sequence, ArrayType place, Kernels kernels, LayerWorkspaceMgr workspaces) {
    INDArray timeMajor = sequence;
    if (!Layout.isTimeMajor(sequence)) {
      timeMajor = create(workspaces, place, sequence.dataType(), sequence.shape());
      kernels.elementwise().copy(sequence, timeMajor);
    }
    long rows = sequence.size(2) * sequence.size(0);
    return timeMajor.permute(2, 0, 1).reshape('c', rows, sequence.size(1));
  }

  /** Rows [time * batch, features] as a sequence [batch, features, time]; a view. */
  static INDArray ofRows(INDArray rows, long batch) {
    return rows.reshape('c', rows.size(0) / batch, batch, rows.size(1)).permute(1, 2, 0);
  }
}
