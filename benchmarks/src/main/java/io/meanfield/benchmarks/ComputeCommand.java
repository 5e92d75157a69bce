package io.meanfield.benchmarks;

import io.meanfield.benchmarks.model.ComputeModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Training steps of Meanfield, libtorch and Deeplearning4j on one core. */
@Command(
    name = "compute",
    description = "Compares training steps of Meanfield, libtorch and Deeplearning4j on one core.")
final class ComputeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelArguments arguments;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often every engine is measured (default: 5).")
  private int rounds;

  @Override
  public Integer call() {
    if (rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "expected --rounds of at least 1, found " + rounds);
    }
    for (ComputeModel model : arguments.models()) {
      new ComputeBenchmark(model, arguments.precision())
          .run(rounds)
          .print(spec.commandLine().getOut());
    }
    return 0;
  }
}
