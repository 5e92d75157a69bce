package io.meanfield.zoo.kernel;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The reference: row by row. */
final class Nd4jEmbeddings implements Embeddings {

  @Override
  public void gather(INDArray table, int[] rows, INDArray output) {
    for (int i = 0; i < rows.length; i++) {
      INDArray place = row(output, i);
      if (rows[i] == NONE) {
        place.assign(0);
      } else {
        place.assign(row(table, rows[i]));
      }
    }
  }

  @Override
  public void scatter(INDArray gradient, int[] rows, INDArray tableGradient) {
    tableGradient.assign(0);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != NONE) {
        row(tableGradient, rows[i]).addi(row(gradient, i));
      }
    }
  }

  private static INDArray row(INDArray matrix, int index) {
    return matrix.get(point(index), all());
  }
}
