package io.meanfield.benchmarks.data;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.sync.Checkout;
import io.meanfield.benchmarks.sync.Machine;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How fast data get into training. */
@Command(name = "data", description = "Measures how fast data get into training.")
public final class DataCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "WHAT", arity = "0..*", description = "What to measure; all if none.")
  private List<String> words = List.of();

  @Override
  public Integer call() throws IOException {
    List<DataPart> parts =
        words.isEmpty() ? List.of(DataPart.values()) : words.stream().map(this::part).toList();
    Report report = new Report(spec.commandLine().getOut(), "data");
    for (DataPart part : parts) {
      report.note("%s", Machine.describe());
      part.benchmark().run(Checkout.emptyFolder("data", part.word()), report);
      report.note("");
    }
    return 0;
  }

  private DataPart part(String word) {
    return DataPart.of(word)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "expected parts among %s, found %s".formatted(DataPart.words(), word)));
  }
}
