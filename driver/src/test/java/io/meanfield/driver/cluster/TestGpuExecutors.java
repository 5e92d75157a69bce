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

/**
 * Executors and the GPU that Spark assigned to them. The GPUs are fakes, and ND4J for CUDA is ND4J
 * for the CPU under another name.
 */
@Tag("cluster")
class TestGpuExecutors {
  @TempDir private Path folder;

  @Test
  void trainWithPlainNd4jAndSayOnWhat() throws Exception {
    TrainingProcess training =
        new GpuRun(folder)
            .start("[ $3 = --id=0 ] && " + ofKind("NVIDIA A10, 8.6"), CudaTwin.in(folder));
    training.result();
    String kind = "plain ND4J on CUDA, NVIDIA A10 with compute capability 8.6";
    String limits =
        "at most 20976 MiB of arrays on the device and 3072 MiB on the host, 5120 MiB for the process";
    assertTrue(training.printed(" computes with %s, %s".formatted(kind, limits)));
    assertTrue(
        Files.readString(folder.resolve("run/events/attempt-1.jsonl"))
            .contains("[\"%s\"]".formatted(kind)));
  }

  @Test
  void endTheRunWithOneSentenceIfTheyCannotUseIt() throws Exception {
    TrainingProcess training =
        new GpuRun(folder).start(ofKind("NVIDIA H100 PCIe, 9.0"), CudaTwin.in(folder));
    assertEquals(ErrorCode.CLUSTER.exitCode(), training.exitCode());
    assertEquals(1, training.count(line -> line.startsWith("error: executor 0 on ")));
    assertEquals(1, training.count(line -> line.startsWith("error: ")));
    assertTrue(training.printed("found NVIDIA H100 PCIe with compute capability 9.0"));
    assertFalse(training.printed("result."));
  }

  private static String ofKind(String nameAndCapability) {
    return "echo 'GPU-1, %s, 550.54.15, 23028, 22000'".formatted(nameAndCapability);
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
