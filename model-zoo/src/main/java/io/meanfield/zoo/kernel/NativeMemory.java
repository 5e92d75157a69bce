package io.meanfield.zoo.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Memory that the operations of one thread use in turn. Only grows. */
final class NativeMemory {
  /** Bytes: a cache line, and what AVX-512 loads at once. */
  static final long ALIGNMENT = 64;

  private static final class Place extends BytePointer {
    Place(long address, long numBytes) {
      super((Pointer) null);
      this.address = address;
      this.limit = numBytes;
      this.capacity = numBytes;
    }
  }

  private BytePointer memory = new BytePointer(0L);
  private long address;

  void reserve(long numBytes) {
    if (memory.capacity() < numBytes + ALIGNMENT) {
      memory.close();
      memory = new BytePointer(numBytes + ALIGNMENT);
      address = aligned(memory.address());
    }
  }

  long address() {
    return address;
  }

  static long aligned(long position) {
    return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  static void fillWithZeros(long address, long numBytes) {
    Pointer.memset(new Place(address, numBytes), 0, numBytes);
  }

  /**
   * Somebody else's memory in many parts.
   *
   * @param whole null if it is larger than a buffer can be
   */
  record Parts(long address, ByteBuffer whole) {
    static Parts of(long address, long numBytes) {
      return new Parts(
          address, numBytes > Integer.MAX_VALUE ? null : NativeMemory.at(address, numBytes));
    }

    ByteBuffer at(long offset, long numBytes) {
      return whole == null
          ? NativeMemory.at(address + offset, numBytes)
          : whole.slice((int) offset, (int) numBytes).order(ByteOrder.nativeOrder());
    }
  }

  /** Somebody else's memory, who keeps it until the buffer is no longer used. */
  static ByteBuffer at(long address, long numBytes) {
    return new Place(address, numBytes).asByteBuffer().order(ByteOrder.nativeOrder());
  }
}
