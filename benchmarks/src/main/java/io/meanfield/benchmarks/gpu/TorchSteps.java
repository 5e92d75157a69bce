package io.meanfield.benchmarks.gpu;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.sync.Checkout;
import io.meanfield.benchmarks.sync.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The same steps by PyTorch on the same device, in processes of {@code gpu_steps.py}.
 *
 * @param device its word for the device
 * @param folder for what they print
 */
record TorchSteps(String device, Path folder) {
  private static final Path SCRIPT =
      Checkout.HOME.resolve("benchmarks/src/main/python/gpu_steps.py");
  private static final String ABSENT = "absent: ";

  /** Looks for PyTorch, and reports why it is not there for the device. */
  static Optional<TorchSteps> find(Device device, Path folder, Report report) {
    TorchSteps steps = new TorchSteps(device.word(), folder);
    Optional<String> absent = steps.absent();
    absent.ifPresent(reason -> report.note("%s: not compared", reason));
    return absent.isPresent() ? Optional.empty() : Optional.of(steps);
  }

  private Optional<String> absent() {
    try {
      return run("torch.log").stream()
          .filter(line -> line.startsWith(ABSENT))
          .map(line -> line.substring(ABSENT.length()))
          .findFirst();
    } catch (RuntimeException e) { // all else can be checked without it
      return Optional.of("PyTorch does not start: " + e.getMessage());
    }
  }

  /**
   * Measures a step.
   *
   * @param numParameters of our model, which PyTorch's has to have too
   */
  double seconds(ComputeModel model, int batchSize, int numParameters) {
    String name = model.word();
    return seconds(run(name + "-torch.log", name + "=" + batchSize), name, numParameters);
  }

  /**
   * Reads a step's time of what the script prints: name, milliseconds, number of parameters.
   *
   * @throws IllegalStateException if it is not there, or of a model of another size
   */
  static double seconds(List<String> lines, String name, int numParameters) {
    String[] words =
        lines.stream()
            .filter(it -> it.matches("%s [0-9.]+ %d".formatted(name, numParameters)))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "expected '%s MILLISECONDS %d' of %s, found %s"
                            .formatted(name, numParameters, SCRIPT, lines)))
            .split(" ");
    return Double.parseDouble(words[1]) / 1e3;
  }

  private List<String> run(String log, String... models) {
    List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString(), device));
    command.addAll(List.of(models));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().put("OMP_NUM_THREADS", "1"); // as ours; a GPU does not mind
    try {
      Trainer.runProcess(process, folder.resolve(log));
      return Files.readAllLines(folder.resolve(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
