package io.meanfield.benchmarks.gpu;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.sync.Checkout;
import io.meanfield.benchmarks.sync.Machine;
import io.meanfield.worker.Backend;
import io.meanfield.worker.protocol.TrainingException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a GPU of this machine. */
@Command(
    name = "gpu",
    description = "Checks the first GPU of this machine: agreement, training, speed.")
public final class GpuCommand implements Callable<Integer> {
  private static final int FAILURE = 70;

  @Spec private CommandSpec spec;

  @Option(
      names = "--backend",
      paramLabel = "BACKEND",
      defaultValue = "cuda",
      description = "cuda (default), or cpu to rehearse on this machine's CPU.")
  private Backend backend;

  @Option(names = "--small", description = "Models, images and batches that one core can do.")
  private boolean small;

  @Override
  public Integer call() {
    Device device = Device.of(backend);
    Report report = new Report(spec.commandLine().getOut(), device.prefix());
    try {
      device.requireUsable();
      Path folder = Checkout.emptyFolder("gpu", device.word());
      DeviceClient client = new DeviceClient(backend, folder);
      report.note("%s  %s", Machine.describe(), client.kernels());
      Scale scale = small ? Scale.SMALL : Scale.FULL;
      TrainingRuns runs = new TrainingRuns(folder, backend, scale);
      Optional<TorchSteps> torch = TorchSteps.find(device, folder, report);
      return new DeviceCheck(client, runs, scale, torch, report).run() ? 0 : FAILURE;
    } catch (TrainingException e) {
      spec.commandLine().getErr().println("error: " + e.getMessage());
      return e.code().exitCode();
    }
  }
}
