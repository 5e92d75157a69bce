package io.meanfield.benchmarks.gpu;

import io.meanfield.benchmarks.ChildCommand;
import io.meanfield.benchmarks.gpu.DeviceProcess.Task;
import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.sync.Trainer;
import io.meanfield.worker.Backend;
import io.meanfield.worker.protocol.TrainingException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Has {@link DeviceProcess}es compute. Any of them may find that the device cannot be used, which
 * is a {@link TrainingException}.
 *
 * @param backend of the device
 * @param folder for what they write and print
 */
record DeviceClient(Backend backend, Path folder) {
  /** Read by oneDNN as the limit of what the CPU can do. */
  private static final String INSTRUCTIONS = "ONEDNN_MAX_CPU_ISA";

  /** What the device computes with, in words. */
  String kernels() {
    return read(run("kernels", process(backend, Task.KERNELS)), String.class);
  }

  /** How far the device is from the CPU's own kernels, with their parameters. */
  Agreement agreement(ComputeModel model) {
    Path reference =
        run(model.word() + "-reference", process(Backend.CPU, Task.ANSWER, model.name()));
    ModelAnswer expected = read(reference, ModelAnswer.class);
    ProcessBuilder process = process(backend, Task.ANSWER, model.name(), reference.toString());
    // An old CPU to oneDNN, which computes with plain ND4J, as a GPU does. Else a rehearsal would
    // compare the CPU's kernels with themselves.
    process.environment().put(INSTRUCTIONS, "SSE41");
    return Agreement.of(expected, read(run(model.word() + "-answer", process), ModelAnswer.class));
  }

  StepTimes steps(ComputeModel model, Scale scale) {
    ProcessBuilder process = process(backend, Task.STEPS, model.name(), scale.name());
    return read(run(model.word() + "-steps", process), StepTimes.class);
  }

  private static ProcessBuilder process(Backend backend, Task task, String... about) {
    List<String> arguments = new ArrayList<>(List.of(backend.name(), task.name()));
    arguments.addAll(List.of(about));
    return new ProcessBuilder(
            ChildCommand.anywhere().of(DeviceProcess.class, arguments.toArray(String[]::new)))
        .redirectErrorStream(true);
  }

  /** The file with this name, written by the process. */
  private Path run(String name, ProcessBuilder process) {
    Path file = folder.resolve(name);
    file.toFile().deleteOnExit(); // some have hundreds of MB
    process.command().add(file.toString());
    Trainer.runProcess(process, folder.resolve(name + ".log"));
    return file;
  }

  /** What a process has written. */
  static <T> T read(Path file, Class<T> type) {
    try (var in = new ObjectInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      Object result = in.readObject();
      if (result instanceof TrainingException refusal) {
        throw refusal;
      }
      return type.cast(result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("expected a result of this build in " + file, e);
    }
  }
}
