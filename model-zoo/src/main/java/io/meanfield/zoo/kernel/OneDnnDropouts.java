package io.meanfield.zoo.kernel;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Scales all at once, and writes zeros from Java where something is dropped. */
final class OneDnnDropouts implements Dropouts {

  @Override
  public void drop(Dropout dropout, INDArray array) {
    array.muli(dropout.scale());
    FloatIndexer values = Floats.of(array);
    dropout.visit(0, array.length(), i -> values.put(i, 0));
    Reference.reachabilityFence(array);
  }
}
