package io.meanfield.benchmarks;

import io.meanfield.benchmarks.model.ComputeModel;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What is trained. */
final class ModelArguments {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", arity = "0..*", description = "Models to train; all if none.")
  private List<String> models = List.of();

  @Option(names = "--bf16", description = "Meanfield computes in bf16, libtorch in f32.")
  private boolean bf16;

  Precision precision() {
    return bf16 ? Precision.BF16 : Precision.F32;
  }

  List<ComputeModel> models() {
    return models.isEmpty()
        ? List.of(ComputeModel.values())
        : models.stream().map(this::model).toList();
  }

  private ComputeModel model(String word) {
    return ComputeModel.of(word)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "expected models among %s, found %s".formatted(ComputeModel.words(), word)));
  }
}
