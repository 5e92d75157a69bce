package io.meanfield.worker.spark;

import io.meanfield.worker.ComputeThreads;
import io.meanfield.worker.gpu.CudaRelease;
import io.meanfield.worker.gpu.Gpu;
import io.meanfield.worker.gpu.GpuQuery;
import io.meanfield.worker.gpu.MemoryLimits;
import io.meanfield.worker.gpu.MemoryLimits.Container;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * The start of an executor: has it compute on the GPU that Spark assigned to it, or fails it with
 * one sentence, which the driver is told too. Called by Spark before the first task.
 */
final class GpuExecutor implements ExecutorPlugin {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LEAST_OVERHEAD_MIB = 384; // as in Spark

  @Override
  public void init(PluginContext context, Map<String, String> ofDriver) {
    String where = "executor %s on %s".formatted(context.executorID(), hostName());
    try {
      Gpu gpu = fittingGpu(context);
      MemoryLimits limits = MemoryLimits.of(container(context.conf()), gpu);
      ComputeThreads.prepare(gpu, limits);
      String words = ComputeThreads.kernels() + ", " + limits.words();
      tell(context, new GpuReport(where, true, words));
    } catch (TrainingException e) {
      tell(context, new GpuReport(where, false, e.getMessage()));
      throw e;
    } catch (RuntimeException | Error e) { // or the driver waits in vain
      tell(context, new GpuReport(where, false, "unexpected " + e));
      throw e;
    }
  }

  /** An executor's context does not know it (Spark 4.1.0). */
  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }

  private static Gpu fittingGpu(PluginContext context) {
    String address = onlyOne(context.resources().get(GpuPlugin.RESOURCE));
    String command = context.conf().get(GpuPlugin.QUERY, "nvidia-smi");
    Gpu gpu = new GpuQuery(command, PATIENCE).gpu(address);
    CudaRelease.requireFits(gpu, context.conf().getInt(GpuPlugin.LEAST_MIB, 1));
    return gpu;
  }

  private static String onlyOne(ResourceInformation gpus) {
    List<String> addresses = gpus == null ? List.of() : List.of(gpus.addresses());
    if (addresses.size() != 1) {
      throw new TrainingException(
          ErrorCode.CLUSTER,
          "expected Spark to assign exactly one GPU to an executor, found %d %s: see whether spark.executor.resource.gpu.amount is 1 and the discovery script names only GPUs of the executor's own container (on YARN: whether GPUs are isolated)"
              .formatted(addresses.size(), addresses));
    }
    return addresses.get(0);
  }

  /** As Spark asks the cluster for it. */
  private static Container container(SparkConf conf) {
    long heapMib = conf.getSizeAsMb("spark.executor.memory", "1g");
    double share = conf.getDouble("spark.executor.memoryOverheadFactor", 0.1);
    long least = conf.getSizeAsMb("spark.executor.minMemoryOverhead", LEAST_OVERHEAD_MIB + "m");
    long usual = Math.max(least, (long) (share * heapMib));
    return new Container(heapMib, conf.getSizeAsMb("spark.executor.memoryOverhead", usual + "m"));
  }

  private static void tell(PluginContext context, GpuReport report) {
    try {
      context.ask(report);
    } catch (Exception e) {
      throw new TrainingException(
          ErrorCode.CLUSTER, "the driver could not be told that " + report.words(), e);
    }
  }
}
