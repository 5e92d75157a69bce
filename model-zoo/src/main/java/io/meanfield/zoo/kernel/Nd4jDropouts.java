package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The reference: element by element. */
final class Nd4jDropouts implements Dropouts {

  @Override
  public void drop(Dropout dropout, INDArray array) {
    array.muli(dropout.scale());
    dropout.visit(0, array.length(), i -> array.putScalar(i, 0));
  }
}
