package io.meanfield.worker.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.gpu.FakeGpus;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that Spark gave the wrong GPUs end with a sentence, which the driver is told too. */
@Tag("unit")
class TestGpuExecutor {
  @TempDir private Path folder;

  @Test
  void withoutAGpu() {
    assertRefused(
        new FakePluginContext(conf(FakeGpus.AMPERE), Map.of(), new ArrayList<>()),
        "expected Spark to assign exactly one GPU to an executor, found 0 []");
  }

  @Test
  void withTwoGpus() {
    assertRefused(
        FakePluginContext.of(conf(FakeGpus.AMPERE), "0", "1"),
        "expected Spark to assign exactly one GPU to an executor, found 2 [0, 1]");
  }

  @Test
  void withAGpuThatTheReleaseHasNoCodeFor() {
    assertRefused(
        FakePluginContext.of(conf(FakeGpus.HOPPER), "0"),
        "found NVIDIA H100 PCIe with compute capability 9.0");
  }

  @Test
  void withTooLittleDeviceMemory() {
    SparkConf conf = conf(FakeGpus.AMPERE).set(GpuPlugin.LEAST_MIB, "40001");
    assertRefused(
        FakePluginContext.of(conf, "0"),
        "expected 40001 MiB of free memory (compute.gpu-mib) on NVIDIA A100-SXM4-40GB, found 40000 of 40536");
  }

  @Test
  void withTooLittleMemoryBesideItsHeap() {
    assertRefused(
        FakePluginContext.of(conf(FakeGpus.AMPERE), "0"),
        "expected spark.executor.memoryOverhead of at least 1536 MiB with compute.backend: cuda (1024 for Java and CUDA themselves), found 384 MiB");
    SparkConf share = conf(FakeGpus.AMPERE).set("spark.executor.memory", "10g");
    assertRefused(FakePluginContext.of(share, "0"), "found 1024 MiB");
    SparkConf explicit = conf(FakeGpus.AMPERE).set("spark.executor.memoryOverhead", "1500");
    assertRefused(FakePluginContext.of(explicit, "0"), "found 1500 MiB");
  }

  private SparkConf conf(String gpu) {
    return new SparkConf(false).set(GpuPlugin.QUERY, FakeGpus.describing(folder, gpu));
  }

  private static void assertRefused(FakePluginContext context, String expected) {
    TrainingException e =
        assertThrows(TrainingException.class, () -> new GpuExecutor().init(context, Map.of()));
    assertEquals(ErrorCode.CLUSTER, e.code());
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    GpuReport told = (GpuReport) context.told().get(0);
    assertEquals(List.of(new GpuReport(told.where(), false, e.getMessage())), context.told());
    assertTrue(told.where().startsWith("executor 3 on "), told.where());
  }
}
