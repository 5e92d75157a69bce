package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.LayerNorms;
import io.meanfield.zoo.kernel.LayerNorms.Gradients;
import io.meanfield.zoo.kernel.LayerNorms.Statistics;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A layer normalization inside a layer, and what its gradient needs. Of one layer. */
final class NormedRows {
  /** As in GPT-2 and PyTorch. */
  private static final double EPSILON = 1e-5;

  private final Kernels kernels;
  private INDArray statistics;
  private Statistics ofRows;
  private INDArray input;
  private INDArray normed;
  private LayerNorms.Norm norm;

  NormedRows(Kernels kernels) {
    this.kernels = kernels;
  }

  /** What it learned. */
  record Norm(INDArray gain, INDArray shift) {}

  void forward(INDArray rows, Norm learned, INDArray output) {
    input = rows;
    normed = output;
    norm = new LayerNorms.Norm(learned.gain(), learned.shift(), EPSILON);
    kernels.layerNorms().forward(rows, norm, statistics(rows), output);
  }

  /** The result of the last {@link #forward}. */
  INDArray normed() {
    return normed;
  }

  void gradient(INDArray gradient, INDArray below, INDArray gain, INDArray shift) {
    Gradients result = new Gradients(below, gain, shift);
    kernels.layerNorms().gradient(input, norm, ofRows, gradient, result);
  }

  private Statistics statistics(INDArray rows) {
    long count = rows.size(0);
    if (statistics == null || statistics.size(1) != count) {
      try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        statistics = Nd4j.create(rows.dataType(), 2, count);
      }
      ofRows = new Statistics(statistics.getRow(0), statistics.getRow(1));
    }
    return ofRows;
  }

  void forget() {
    input = null;
    normed = null;
    norm = null;
  }
}
