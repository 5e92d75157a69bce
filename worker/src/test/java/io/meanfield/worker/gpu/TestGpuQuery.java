package io.meanfield.worker.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class TestGpuQuery {
  @TempDir private Path folder;

  @Test
  void itsAnswerIsAGpu() {
    Gpu gpu = query(FakeGpus.describing(folder, FakeGpus.AMPERE)).gpu("0");
    assertEquals(
        new Gpu(
            "GPU-1",
            "NVIDIA A100-SXM4-40GB",
            new DottedNumber("8.0"),
            new DottedNumber("535.104.05"),
            new Gpu.Memory(40536, 40000)),
        gpu);
    assertEquals("NVIDIA A100-SXM4-40GB with compute capability 8.0", gpu.kind());
  }

  @Test
  void itAsksForOneGpu() {
    String only = FakeGpus.command(folder, "[ \"$3\" = --id=7 ] && echo 'u, a, 8.0, 1, 2, 3'");
    assertEquals("u", query(only).gpu("7").uuid());
    assertSays("ended with code 1", only, "8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          echo No devices were found && exit 6    ; ended with code 6: No devices were found
          echo one && echo two >&2 && exit 9      ; ended with code 9: one | two
          echo 'GPU-1, Tesla, [N/A], 390.1, 1, 1' ; said: GPU-1, Tesla, [N/A], 390.1, 1, 1
          true                                    ; said:
          """)
  void whatIsNoAnswerIsToldInOneSentence(String script, String expected) {
    assertSays(expected, FakeGpus.command(folder, script), "0");
  }

  @Test
  void whoDoesNotAnswerInTimeIsEnded() throws IOException {
    Path id = folder.resolve("id");
    String command = FakeGpus.command(folder, "echo $$ > %s; exec sleep 60".formatted(id));
    GpuQuery hasty = new GpuQuery(command, Duration.ofMillis(300));
    TrainingException e = assertThrows(TrainingException.class, () -> hasty.gpu("0"));
    assertTrue(e.getMessage().contains("did not answer within 300 ms"), e.getMessage());
    ProcessHandle.of(Long.parseLong(Files.readString(id).strip()))
        .ifPresent(sleeping -> sleeping.onExit().orTimeout(10, TimeUnit.SECONDS).join());
  }

  @Test
  void aMachineWithoutIt() {
    assertSays("could not be run: ", folder.resolve("nvidia-smi").toString(), "0");
  }

  private static void assertSays(String expected, String command, String address) {
    TrainingException e = assertThrows(TrainingException.class, () -> query(command).gpu(address));
    assertEquals(ErrorCode.CLUSTER, e.code());
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertTrue(e.getMessage().contains("choose compute.backend: cpu"), e.getMessage());
  }

  private static GpuQuery query(String command) {
    return new GpuQuery(command, Duration.ofSeconds(30));
  }
}
