package io.meanfield.worker.gpu;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;

/**
 * How much memory arrays of a process may take.
 *
 * @param hostMib outside the Java heap
 * @param processMib of the process as a whole: its container's size
 * @param deviceMib on the GPU
 */
public record MemoryLimits(long hostMib, long processMib, long deviceMib) {
  /** For Java beside its heap, and for CUDA's own part of the process. */
  private static final long RESERVED_HOST_MIB = 1024;

  /** For CUDA's context, the code of ND4J's kernels and the workspaces of its libraries. */
  private static final long RESERVED_DEVICE_MIB = 1024;

  private static final long LEAST_MIB = 512;

  /**
   * A container's memory.
   *
   * @param heapMib of Java
   * @param overheadMib for everything else
   */
  public record Container(long heapMib, long overheadMib) {}

  /**
   * What a container and a GPU leave for arrays.
   *
   * @throws TrainingException with code CLUSTER if that is too little for anything
   */
  public static MemoryLimits of(Container container, Gpu gpu) {
    long hostMib = container.overheadMib() - RESERVED_HOST_MIB;
    if (hostMib < LEAST_MIB) {
      throw new TrainingException(
          ErrorCode.CLUSTER,
          "expected spark.executor.memoryOverhead of at least %d MiB with compute.backend: cuda (%d for Java and CUDA themselves), found %d MiB: raise it"
              .formatted(
                  RESERVED_HOST_MIB + LEAST_MIB, RESERVED_HOST_MIB, container.overheadMib()));
    }
    return new MemoryLimits(
        hostMib,
        container.heapMib() + container.overheadMib(),
        Math.max(LEAST_MIB, gpu.memory().freeMib() - RESERVED_DEVICE_MIB));
  }

  /** For logs. */
  public String words() {
    return "at most %d MiB of arrays on the device and %d MiB on the host, %d MiB for the process"
        .formatted(deviceMib, hostMib, processMib);
  }
}
