package io.meanfield.driver.spark;

import io.meanfield.worker.Backend;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.GpuPlugin;
import io.meanfield.worker.spark.GpuRollCall;
import org.apache.spark.SparkConf;

/** What a run on GPUs needs of Spark's settings. */
final class GpuSettings {
  private static final String PLUGINS = "spark.plugins";

  private GpuSettings() {}

  /**
   * Adds what executors need to know, and forgets those of an application before.
   *
   * @throws TrainingException with code CONFIGURATION if executors and tasks do not have a GPU
   *     each, or this build has no CUDA
   */
  static void apply(SparkConf conf, ComputeConfig compute) {
    requireExecutors(conf.get("spark.master"));
    requireOne(conf, "spark.executor.resource.gpu.amount");
    requireOne(conf, "spark.task.resource.gpu.amount");
    Backend.CUDA.requireOnClassPath();
    String plugin = GpuPlugin.class.getName();
    String others = conf.get(PLUGINS, "");
    conf.set(PLUGINS, others.isEmpty() ? plugin : others + "," + plugin);
    conf.set(GpuPlugin.LEAST_MIB, Integer.toString(compute.gpuMib()));
    GpuRollCall.ofThisProcess().clear();
  }

  private static void requireExecutors(String master) {
    if (master.matches("local(\\[.*)?")) {
      throw new TrainingException(
          ErrorCode.CONFIGURATION,
          "compute.backend: cuda needs executors, to which Spark assigns GPUs, found master %s: give --master of a cluster, or start one on this machine as README.md says"
              .formatted(master));
    }
  }

  private static void requireOne(SparkConf conf, String setting) {
    String amount = conf.get(setting, "none");
    if (!amount.matches("1(\\.0*)?")) {
      throw new TrainingException(
          ErrorCode.CONFIGURATION,
          "compute.backend: cuda needs one GPU an executor and one a task, expected %s=1, found %s: add --gpu, which takes the settings of conf/spark-gpu.conf"
              .formatted(setting, amount));
    }
  }
}
