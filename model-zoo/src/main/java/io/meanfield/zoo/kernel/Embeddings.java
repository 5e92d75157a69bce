package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Rows of tables, looked up by number. */
public interface Embeddings {

  /** A row of zeros, which no gradient goes to. */
  int NONE = -1;

  /**
   * output[i] = table[rows[i]].
   *
   * @param table [entries, size]
   * @param rows each in [0, entries) or {@link #NONE}
   * @param output [length of rows, size]
   */
  void gather(INDArray table, int[] rows, INDArray output);

  /**
   * tableGradient[r] = sum of gradient[i] over all i where rows[i] = r, in the order of i.
   *
   * @param gradient [length of rows, size]
   * @param tableGradient [entries, size]; rows that nothing was looked up in become 0
   */
  void scatter(INDArray gradient, int[] rows, INDArray tableGradient);
}
