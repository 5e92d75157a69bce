package io.meanfield.worker.gpu;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;

/**
 * What ND4J's release for CUDA can run on: 1.0.0-M2.1 has machine code for some generations of GPUs
 * and no PTX that a driver could translate for later ones. On these its first kernel would fail, or
 * take the process with it.
 */
public final class CudaRelease {
  private static final String NAME = "ND4J 1.0.0-M2.1 for CUDA 11.6";
  private static final DottedNumber FIRST = new DottedNumber("3.7");
  private static final DottedNumber BEYOND = new DottedNumber("9.0");

  /** Of CUDA 11's compatibility between minor versions. */
  private static final DottedNumber OLDEST_DRIVER = new DottedNumber("450.80.02");

  private CudaRelease() {}

  /**
   * Looks whether a GPU can be used.
   *
   * @param leastMib of its memory that must be free
   * @throws TrainingException with code CLUSTER and the first reason why it cannot
   */
  public static void requireFits(Gpu gpu, int leastMib) {
    if (gpu.capability().compareTo(FIRST) < 0 || gpu.capability().compareTo(BEYOND) >= 0) {
      throw refusal(
          "expected a GPU with compute capability %s to 8.9, which %s has code for, found %s: give the run other GPUs or choose compute.backend: cpu"
              .formatted(FIRST, NAME, gpu.kind()));
    }
    if (gpu.driver().compareTo(OLDEST_DRIVER) < 0) {
      throw refusal(
          "expected an NVIDIA driver of version %s or newer for %s, found %s: update it"
              .formatted(OLDEST_DRIVER, NAME, gpu.driver()));
    }
    if (gpu.memory().freeMib() < leastMib) {
      throw refusal(
          "expected %d MiB of free memory (compute.gpu-mib) on %s, found %d of %d: end what else uses the GPU, or lower compute.gpu-mib"
              .formatted(leastMib, gpu.name(), gpu.memory().freeMib(), gpu.memory().totalMib()));
    }
  }

  private static TrainingException refusal(String sentence) {
    return new TrainingException(ErrorCode.CLUSTER, sentence);
  }
}
