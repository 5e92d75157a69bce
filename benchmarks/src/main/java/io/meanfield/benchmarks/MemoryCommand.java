package io.meanfield.benchmarks;

import io.meanfield.benchmarks.model.ComputeModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether many training steps take more memory than one. */
@Command(
    name = "memory",
    description = "Looks whether Meanfield's process grows over many training steps.")
final class MemoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelArguments arguments;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many steps lie between what is compared (default: 1000).")
  private int steps;

  @Override
  public Integer call() {
    if (steps < MemoryBenchmark.NUM_BLOCKS) {
      throw new ParameterException(
          spec.commandLine(),
          "expected --steps of at least %d, found %d".formatted(MemoryBenchmark.NUM_BLOCKS, steps));
    }
    for (ComputeModel model : arguments.models()) {
      new MemoryBenchmark(model, arguments.precision())
          .run(steps)
          .print(spec.commandLine().getOut());
    }
    return 0;
  }
}
