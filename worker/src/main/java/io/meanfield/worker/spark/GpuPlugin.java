package io.meanfield.worker.spark;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;

/** Gives each executor of a run with {@code compute.backend: cuda} its GPU as it starts. */
public final class GpuPlugin implements SparkPlugin {
  /** Spark's name for GPUs. */
  public static final String RESOURCE = "gpu";

  /** The setting with the device memory in MiB that must be free. */
  public static final String LEAST_MIB = "spark.meanfield.gpu.mib";

  /** The setting with the command that describes GPUs; nvidia-smi if it is not there. */
  public static final String QUERY = "spark.meanfield.gpu.query";

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Object receive(Object message) {
        GpuRollCall.ofThisProcess().take((GpuReport) message);
        return null;
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new GpuExecutor();
  }
}
