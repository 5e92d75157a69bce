package io.meanfield.driver.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.Backend;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.zoo.kernel.Precision;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that do not fit a run on GPUs are refused before Spark starts. */
@Tag("unit")
class TestGpuSettings {
  private static final String EXECUTOR = "spark.executor.resource.gpu.amount";
  private static final String TASK = "spark.task.resource.gpu.amount";
  private static final String PLUGIN = "io.meanfield.worker.spark.GpuPlugin";
  private static final ComputeConfig CUDA = new ComputeConfig(Precision.F32, 1, Backend.CUDA, 2048);

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  /** A class path that looks as if it had CUDA. */
  @BeforeEach
  void buildWithCuda(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("org/nd4j/linalg/jcublas/JCublasBackend.class");
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    Thread.currentThread()
        .setContextClassLoader(new URLClassLoader(new URL[] {folder.toUri().toURL()}, before));
  }

  @AfterEach
  void buildWithoutIt() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void executorsAreToldWhatTheyNeed() {
    SparkConf conf = conf();
    GpuSettings.apply(conf, CUDA);
    assertEquals(PLUGIN, conf.get("spark.plugins"));
    assertEquals("2048", conf.get("spark.meanfield.gpu.mib"));
  }

  @Test
  void otherPluginsStay() {
    SparkConf conf = conf().set("spark.plugins", "a.Plugin");
    GpuSettings.apply(conf, CUDA);
    assertEquals("a.Plugin," + PLUGIN, conf.get("spark.plugins"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[*]", "local[2]", "local[2,4]"})
  void aDriverAloneHasNoGpus(String master) {
    assertRefused(
        conf().set("spark.master", master), "needs executors, to which Spark assigns GPUs");
  }

  @Test
  void aLocalClusterHasExecutors() {
    GpuSettings.apply(conf().set("spark.master", "local-cluster[1,1,1024]"), CUDA);
  }

  @ParameterizedTest
  @CsvSource({EXECUTOR + ", 2", TASK + ", 2", TASK + ", 0.5", TASK + ", 0"})
  void oneReplicaAGpu(String setting, String amount) {
    assertRefused(
        conf().set(setting, amount), "expected %s=1, found %s".formatted(setting, amount));
  }

  @Test
  void tasksNeedAGpuToo() {
    assertRefused(conf().remove(TASK), "expected %s=1, found none: add --gpu".formatted(TASK));
  }

  @Test
  void aBuildForTheCpuAloneSaysHowToMakeTheOther() {
    buildWithoutIt();
    assertRefused(conf(), "build with mvn -Pcuda package, or choose cpu");
  }

  private static SparkConf conf() {
    return new SparkConf(false)
        .set("spark.master", "spark://host:7077")
        .set(EXECUTOR, "1")
        .set(TASK, "1.0");
  }

  private static void assertRefused(SparkConf conf, String expected) {
    TrainingException e =
        assertThrows(TrainingException.class, () -> GpuSettings.apply(conf, CUDA));
    assertEquals(ErrorCode.CONFIGURATION, e.code());
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }
}
