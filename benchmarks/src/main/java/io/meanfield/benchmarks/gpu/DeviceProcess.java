package io.meanfield.benchmarks.gpu;

import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.worker.Backend;
import io.meanfield.worker.ComputeThreads;
import io.meanfield.worker.MeanfieldPass;
import io.meanfield.worker.protocol.TrainingException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process that computes one thing on one device and writes it to a file: ND4J has one backend a
 * process.
 */
public final class DeviceProcess {
  /** What it can be asked for. */
  enum Task {
    /** What it computes with, in words. */
    KERNELS,
    /**
     * A model's {@link ModelAnswer}; with the parameters of the one in a file, if that is given.
     */
    ANSWER,
    /** The {@link StepTimes} of a model on a scale. */
    STEPS
  }

  private DeviceProcess() {}

  /** Arguments: backend, task, what the task is about, and the file to write. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[args.length - 1]);
    try (var out = new ObjectOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeObject(result(List.of(args).subList(0, args.length - 1)));
    }
    System.exit(0); // libraries leave threads behind
  }

  private static Serializable result(List<String> args) {
    try {
      Device.of(Backend.valueOf(args.get(0))).prepare();
    } catch (TrainingException e) {
      return new TrainingException(e.code(), e.getMessage()); // causes may not cross
    }
    Task task = Task.valueOf(args.get(1));
    if (task == Task.KERNELS) {
      return ComputeThreads.kernels();
    }
    ComputeModel model = ComputeModel.valueOf(args.get(2));
    if (task == Task.STEPS) {
      return StepTimes.measure(model, Scale.valueOf(args.get(3)));
    }
    Optional<float[]> parameters =
        args.stream()
            .skip(3)
            .findFirst()
            .map(it -> DeviceClient.read(Path.of(it), ModelAnswer.class).parameters());
    return MeanfieldPass.of(model, Scale.SMALL.batchSize(model), parameters);
  }
}
