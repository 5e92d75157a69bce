package io.meanfield.benchmarks.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.Backend;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestDevice {
  @TempDir private Path folder;

  @Test
  void onlyWhatAGpuComputesIsSaidOfAGpu() {
    assertEquals("gpu", Device.of(Backend.CUDA).prefix());
    assertEquals("cpu", Device.of(Backend.CPU).prefix());
  }

  @Test
  void theCpuCanAlwaysBeUsed() {
    Device.of(Backend.CPU).requireUsable();
  }

  @Test
  void aGpuThatNd4jHasNoCodeForIsRefusedBeforeAnythingLoads() throws IOException {
    String hopper = script("echo 'GPU-1, NVIDIA H200, 9.0, 550.54.15, 143771, 143000'");
    assertRefused(hopper, "found NVIDIA H200 with compute capability 9.0");
  }

  @Test
  void noGpuIsRefused() throws IOException {
    assertRefused(script("echo No devices were found; exit 6"), "No devices were found");
  }

  private static void assertRefused(String query, String why) {
    var e =
        assertThrows(
            TrainingException.class, () -> new Device(Backend.CUDA, query).requireUsable());
    assertEquals(ErrorCode.CLUSTER, e.code());
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }

  @Test
  void theScriptSaysOneSentenceWithoutAGpu() throws Exception {
    script("echo No devices were found; exit 6");
    ProcessBuilder builder =
        new ProcessBuilder("../submit-scripts/gpu-check.sh").redirectErrorStream(true);
    builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(ErrorCode.CLUSTER.exitCode(), process.waitFor(), output);
    assertEquals(1, output.lines().count(), output);
    assertTrue(output.startsWith("error: find-gpus.sh: expected GPUs on "), output);
    assertFalse(output.contains("gpu."), output);
  }

  /** In the place of nvidia-smi. */
  private String script(String text) throws IOException {
    Path file = folder.resolve("nvidia-smi");
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
    return file.toString();
  }
}
