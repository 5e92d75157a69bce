package io.meanfield.zoo;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the inputs of a network read.
 *
 * @param arrays one for each input, in its order
 * @param masks [batch, time] for each of them; null if there is none
 */
record Inputs(INDArray[] arrays, INDArray[] masks) {

  /**
   * Of the only input.
   *
   * @param mask null if there is none
   */
  static Inputs ofOne(INDArray array, INDArray mask) {
    return new Inputs(new INDArray[] {array}, mask == null ? null : new INDArray[] {mask});
  }

  /**
   * Two sequences that lie side by side.
   *
   * @param mask null if there is none
   * @param numFirst columns of the first one
   */
  static Inputs ofTwo(INDArray arrays, INDArray mask, long numFirst) {
    return new Inputs(cut(arrays, numFirst), mask == null ? null : cut(mask, numFirst));
  }

  private static INDArray[] cut(INDArray array, long numFirst) {
    return new INDArray[] {
      Tensors.columns(array, 0, numFirst), Tensors.columns(array, numFirst, array.size(1))
    };
  }

  /** What the last input reads: the sequence at whose steps a network answers. */
  INDArray last() {
    return arrays[arrays.length - 1];
  }

  /** Null if there is none. */
  INDArray lastMask() {
    return masks == null ? null : masks[masks.length - 1];
  }
}
