package io.meanfield.datasets.shard;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Values of one number of bytes, none of them null, whose memory is not cleared before it is used:
 * every byte that is written to a file was set.
 */
final class BytesVector extends FixedSizeBinaryVector {

  BytesVector(Field field, BufferAllocator allocator) {
    super(field, allocator);
  }

  @Override
  public void zeroVector() {
    validityBuffer.setZero(0, validityBuffer.capacity());
  }
}
