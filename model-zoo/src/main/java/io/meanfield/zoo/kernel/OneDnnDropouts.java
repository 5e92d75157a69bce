package io.meanfield.zoo.kernel;

import java.lang.ref.Reference;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One pass from Java: ND4J makes as many random numbers in ten times as long. */
final class OneDnnDropouts implements Dropouts {

  @Override
  public void drop(Dropout dropout, INDArray array) {
    dropout.multiply(Floats.of(array), array.length());
    Reference.reachabilityFence(array);
  }
}
