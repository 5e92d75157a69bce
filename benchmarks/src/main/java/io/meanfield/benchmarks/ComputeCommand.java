package io.meanfield.benchmarks;

import io.meanfield.benchmarks.model.ComputeModel;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Training steps of Meanfield, libtorch and Deeplearning4j on one core. */
@Command(
    name = "compute",
    description = "Compares training steps of Meanfield, libtorch and Deeplearning4j on one core.")
final class ComputeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", arity = "0..*", description = "Models to train; all if none.")
  private List<String> models = List.of();

  @Option(names = "--bf16", description = "Meanfield computes in bf16, libtorch in f32.")
  private boolean bf16;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often every engine is measured (default: 5).")
  private int rounds;

  @Override
  public Integer call() {
    if (rounds < 1) {
      throw wrong("expected --rounds of at least 1, found " + rounds);
    }
    List<ComputeModel> chosen =
        models.isEmpty()
            ? List.of(ComputeModel.values())
            : models.stream().map(this::model).toList();
    for (ComputeModel model : chosen) {
      new ComputeBenchmark(model, bf16 ? Precision.BF16 : Precision.F32)
          .run(rounds)
          .print(spec.commandLine().getOut());
    }
    return 0;
  }

  private ComputeModel model(String word) {
    return ComputeModel.of(word)
        .orElseThrow(
            () ->
                wrong("expected models among %s, found %s".formatted(ComputeModel.words(), word)));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
