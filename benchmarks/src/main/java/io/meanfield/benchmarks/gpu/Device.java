package io.meanfield.benchmarks.gpu;

import io.meanfield.worker.Backend;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.ComputeThreads;
import io.meanfield.worker.gpu.CudaRelease;
import io.meanfield.worker.gpu.Gpu;
import io.meanfield.worker.gpu.GpuQuery;
import io.meanfield.worker.gpu.MemoryLimits;
import io.meanfield.worker.gpu.MemoryLimits.Container;
import java.time.Duration;
import java.util.Locale;

/**
 * What is checked: the first GPU of this machine, or its CPU to rehearse.
 *
 * @param query the command that describes GPUs
 */
record Device(Backend backend, String query) {
  private static final String FIRST = "0";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of a process of {@link DeviceClient}: its Java heap, and much for arrays on the host. */
  private static final Container CONTAINER = new Container(1500, 12 * 1024);

  static Device of(Backend backend) {
    return new Device(backend, "nvidia-smi");
  }

  /** The first word of all that is said of it. Nothing is said of a GPU that a CPU computed. */
  String prefix() {
    return backend == Backend.CUDA ? "gpu" : "cpu";
  }

  /** For command lines. */
  String word() {
    return backend.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Looks whether it can be used; loads nothing.
   *
   * @throws io.meanfield.worker.protocol.TrainingException with the reason why it cannot
   */
  void requireUsable() {
    if (backend == Backend.CUDA) {
      fittingGpu();
    }
    backend.requireOnClassPath();
  }

  /** Has this process compute on it. */
  void prepare() {
    if (backend == Backend.CPU) {
      ComputeThreads.prepare(ComputeConfig.USUAL);
      return;
    }
    Gpu gpu = fittingGpu();
    ComputeThreads.prepare(gpu, MemoryLimits.of(CONTAINER, gpu));
  }

  private Gpu fittingGpu() {
    Gpu gpu = new GpuQuery(query, PATIENCE).gpu(FIRST);
    CudaRelease.requireFits(gpu, ComputeConfig.USUAL.gpuMib());
    return gpu;
  }
}
