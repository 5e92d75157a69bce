package io.meanfield.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.zoo.kernel.Precision;
import java.io.Serializable;

/**
 * How a replica computes: the section {@code compute} of a run's configuration.
 *
 * @param precision of what products multiply; parameters, sums and losses are 32-bit in any case
 * @param threadsPerTask compute threads of a task; a task slot should have as many cores
 * @param backend of the executors that train and score; drivers always compute on the CPU
 * @param gpuMib of device memory that must be free on an executor's GPU
 */
public record ComputeConfig(
    @JsonProperty(defaultValue = "f32") Precision precision,
    @JsonProperty(defaultValue = "1") int threadsPerTask,
    @JsonProperty(defaultValue = "cpu") Backend backend,
    @JsonProperty(defaultValue = "4096") int gpuMib)
    implements Serializable {

  /** What commands use that have no run's configuration. */
  public static final ComputeConfig USUAL = new ComputeConfig(Precision.F32, 1, Backend.CPU, 4096);

  public ComputeConfig {
    if (threadsPerTask < 1) {
      throw new IllegalArgumentException(
          "expected threads-per-task of at least 1, found " + threadsPerTask);
    }
    if (backend == Backend.CUDA && threadsPerTask > 1) {
      throw new IllegalArgumentException(
          "expected threads-per-task of 1 with backend: cuda, whose GPU takes the place of threads, found "
              + threadsPerTask);
    }
    if (backend == Backend.CUDA && precision != Precision.F32) {
      throw new IllegalArgumentException(
          "expected precision: f32 with backend: cuda, which has no other, found bf16");
    }
    if (gpuMib < 1) {
      throw new IllegalArgumentException("expected gpu-mib of at least 1, found " + gpuMib);
    }
  }

  public ComputeConfig with(Precision other) {
    return new ComputeConfig(other, threadsPerTask, backend, gpuMib);
  }

  /** For processes that train nothing. */
  public ComputeConfig onCpu() {
    return new ComputeConfig(precision, threadsPerTask, Backend.CPU, gpuMib);
  }
}
