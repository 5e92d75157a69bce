package io.meanfield.zoo.kernel;

import java.nio.FloatBuffer;
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
    return FloatRawIndexer.create(place(array));
  }

  /** Somebody else's memory, who keeps it until the indexer is no longer used. */
  static FloatIndexer at(long address, long length) {
    return FloatRawIndexer.create(pointer(address, length));
  }

  /** The same for what takes pointers. */
  static FloatPointer pointer(long address, long length) {
    return new Place(address, length);
  }

  /**
   * An array's elements like {@link #of}, for what buffers can do with many at once.
   *
   * @throws IllegalArgumentException if they reach over 2 GB
   */
  static FloatBuffer buffer(INDArray array) {
    Place place = place(array);
    if (place.capacity() > Integer.MAX_VALUE / Float.BYTES) {
      throw new IllegalArgumentException(
          "expected an array below 2 GB, found %d floats".formatted(place.capacity()));
    }
    return place.asBuffer();
  }

  private static Place place(INDArray array) {
    long reach = 1;
    for (int i = 0; i < array.rank(); i++) {
      reach += (array.size(i) - 1) * array.stride(i);
    }
    return new Place(Layout.address(array), reach);
  }
}
