package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Executors that cannot use the GPU that Spark assigned to them end the run with one sentence. The
 * GPUs are fakes, as is the class file that says that this build has CUDA.
 */
@Tag("cluster")
class TestGpuExecutors {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          echo 'GPU-1, NVIDIA H100 PCIe, 9.0, 550.54.15, 81559, 81000' ; found NVIDIA H100 PCIe with compute capability 9.0
          echo No devices were found && exit 6                         ; ended with code 6: No devices were found
          echo 'GPU-1, NVIDIA A10, 8.6, 550.54.15, 23028, 22000'       ; expected ND4J for CUDA 11.6 to see exactly one GPU, but it does not load
          """)
  void endTheRunWithOneSentence(String gpu, String expected) throws Exception {
    Path cuda = folder.resolve("cuda/org/nd4j/linalg/jcublas");
    Files.createDirectories(cuda);
    Files.createFile(cuda.resolve("JCublasBackend.class"));
    GpuRun run = new GpuRun(folder);
    String withCuda = "extraClassPath=" + folder.resolve("cuda");
    TrainingProcess training =
        run.start(
            run.script("discover.sh", "echo '{\"name\": \"gpu\", \"addresses\": [\"0\"]}'"),
            "--conf",
            "spark.driver." + withCuda,
            "--conf",
            "spark.executor." + withCuda,
            "--conf",
            "spark.meanfield.gpu.query=" + run.script("nvidia-smi.sh", gpu));
    assertEquals(ErrorCode.CLUSTER.exitCode(), training.exitCode());
    assertEquals(1, training.count(line -> line.startsWith("error: executor 0 on ")));
    assertEquals(1, training.count(line -> line.startsWith("error: ")));
    assertTrue(training.printed(expected));
    assertFalse(training.printed("result."));
  }

  @Test
  void theDiscoveryScriptSaysWhatNvidiaSmiSays() throws Exception {
    GpuRun run = new GpuRun(folder);
    run.script("nvidia-smi", "printf '0\\n1\\n'");
    assertEquals("{\"name\":\"gpu\",\"addresses\":[\"0\",\"1\"]}\n", discovered(0));
    run.script("nvidia-smi", "echo No devices were found; exit 6");
    assertTrue(discovered(1).contains("expected GPUs on "), discovered(1));
  }

  /** What the script says where the first nvidia-smi on the path is that of the test's folder. */
  private String discovered(int exitCode) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Checkout.script("find-gpus.sh").toString()).redirectErrorStream(true);
    builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(exitCode, process.waitFor(), output);
    return output;
  }
}
