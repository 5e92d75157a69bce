package io.meanfield.zoo.kernel;

import org.bytedeco.javacpp.BytePointer;

/** Memory that the operations of one thread use in turn. Only grows. */
final class NativeMemory {
  /** Bytes: a cache line, and what AVX-512 loads at once. */
  static final long ALIGNMENT = 64;

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
}
