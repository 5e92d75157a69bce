package io.meanfield.worker;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Memory of the host that batches are read into. For a GPU it is ND4J's, which CUDA has locked in
 * its place: only from such memory does it copy while the GPU computes. Thread-safe.
 */
final class HostMemory {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int USUAL_FLAGS = 0;

  private HostMemory() {}

  /** Gives so many bytes, until the buffer and all views of it are unreachable. */
  static IntFunction<ByteBuffer> of(Backend backend) {
    return backend == Backend.CUDA ? HostMemory::ofNd4j : ByteBuffer::allocateDirect;
  }

  /**
   * @throws OutOfMemoryError if the host has no more of it
   */
  static ByteBuffer ofNd4j(int numBytes) {
    if (numBytes == 0) {
      return ByteBuffer.allocateDirect(0);
    }
    NativeOps nd4j = NativeOpsHolder.getInstance().getDeviceNativeOps();
    Pointer memory = nd4j.mallocHost(numBytes, USUAL_FLAGS);
    if (memory == null || memory.isNull()) {
      throw new OutOfMemoryError(
          "expected %d bytes of the host's memory for a batch, found none: give executors more memory (spark.executor.memoryOverhead)"
              .formatted(numBytes));
    }
    ByteBuffer buffer = new BytePointer(memory).capacity(numBytes).asByteBuffer();
    CLEANER.register(buffer, () -> nd4j.freeHost(memory));
    return buffer;
  }
}
