package io.meanfield.worker.gpu;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks the machine's driver about a GPU, in a process of its own: nothing of CUDA is loaded here.
 *
 * @param command nvidia-smi, or where it is
 * @param deadline for its answer
 */
public record GpuQuery(String command, Duration deadline) {

  /**
   * The GPU with a number or UUID.
   *
   * @throws TrainingException with code CLUSTER if nvidia-smi is not there, fails, does not answer
   *     in time or says something else
   */
  public Gpu gpu(String address) {
    List<String> words =
        List.of(
            command,
            "--query-gpu=" + String.join(",", Gpu.FIELDS),
            "--format=csv,noheader,nounits",
            "--id=" + address);
    String answer = answer(words);
    try {
      return Gpu.parse(answer);
    } catch (IllegalArgumentException e) {
      throw failure(words, "said: " + inOneLine(answer));
    }
  }

  private String answer(List<String> words) {
    try {
      Path output = Files.createTempFile("meanfield-gpu-", ".csv");
      try {
        return answer(words, output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw failure(words, "could not be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(words, "was interrupted");
    }
  }

  private String answer(List<String> words, Path output) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure(words, "did not answer within %d ms".formatted(deadline.toMillis()));
      }
      String text = Files.readString(output, StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw failure(
            words, "ended with code %d: %s".formatted(process.exitValue(), inOneLine(text)));
      }
      return text;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String inOneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " | ");
  }

  private static TrainingException failure(List<String> words, String what) {
    return new TrainingException(
        ErrorCode.CLUSTER,
        "expected the NVIDIA driver to describe the GPU, but '%s' %s: see whether nvidia-smi works on this host, or choose compute.backend: cpu"
            .formatted(String.join(" ", words), what));
  }
}
