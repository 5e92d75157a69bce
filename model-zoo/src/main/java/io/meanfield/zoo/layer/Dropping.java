package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Dropout;
import io.meanfield.zoo.kernel.Kernels;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Plain dropout of what a layer reads. What is dropped follows from a number that each forward pass
 * draws and from where elements lie, so the gradient has to lie as the input's copy does. Of one
 * layer.
 */
final class Dropping {
  private final Kernels kernels;
  private final org.deeplearning4j.nn.conf.dropout.Dropout stock;
  private Dropout last = Dropout.NONE;

  /**
   * @param stock what a layer is configured with, or null
   */
  Dropping(IDropout stock, Kernels kernels) {
    this.kernels = kernels;
    this.stock = isPlain(stock) ? (org.deeplearning4j.nn.conf.dropout.Dropout) stock : null;
  }

  private static boolean isPlain(IDropout stock) {
    return stock != null
        && stock.getClass() == org.deeplearning4j.nn.conf.dropout.Dropout.class
        && ((org.deeplearning4j.nn.conf.dropout.Dropout) stock).getPSchedule() == null;
  }

  /** Whether there is dropout of the kind that is done here; other kinds are the stock layer's. */
  boolean isPlain() {
    return stock != null;
  }

  /**
   * @param memory where the result is to be, without gaps
   * @return the memory
   */
  INDArray apply(INDArray input, INDArray memory) {
    last = new Dropout(1 - stock.getP(), Nd4j.getRandom().nextLong());
    kernels.elementwise().copy(input, memory);
    return drop(memory);
  }

  /**
   * Of the last {@link #apply}, in place.
   *
   * @param gradient lies as that one's memory did
   */
  INDArray gradient(INDArray gradient) {
    return drop(gradient);
  }

  private INDArray drop(INDArray array) {
    INDArray inMemorysOrder =
        Nd4j.create(array.data(), new long[] {array.length()}, new long[] {1}, 0);
    kernels.dropouts().drop(last, inMemorysOrder);
    return array;
  }
}
