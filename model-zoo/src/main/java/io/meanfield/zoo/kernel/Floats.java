package io.meanfield.zoo.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.javacpp.indexer.FloatRawIndexer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Native memory read and written from Java, for what is too little to call a library for. */
final class Floats {

  private static final class Place extends FloatPointer {
    Place(long address, long length) {
      super((Pointer) null);
      this.address = address;
      this.limit = length;
      this.capacity = length;
    }
  }

  private Floats() {}

  /** An array's elements by their distance from the first, as its strides tell it. */
  static FloatIndexer of(INDArray array) {
    long reach = 1;
    for (int i = 0; i < array.rank(); i++) {
      reach += (array.size(i) - 1) * array.stride(i);
    }
    return FloatRawIndexer.create(new Place(Layout.address(array), reach));
  }
}
