package io.meanfield.benchmarks.sync;

import io.meanfield.benchmarks.NotAvailableException;
import io.meanfield.benchmarks.Report;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How fast executors agree. */
@Command(
    name = "sync",
    description = "Measures how fast executors agree, on clusters of real processes.")
public final class SyncCommand implements Callable<Integer> {
  private static final int FAILURE = 70;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "WHAT", arity = "0..*", description = "What to measure; all if none.")
  private List<String> words = List.of();

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "Of average: 1M, 25M or 125M parameters; all if not given.")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    List<WideNetwork> sizes =
        names.isEmpty() ? WideNetwork.ALL : names.stream().map(this::size).toList();
    List<SyncPart> parts =
        words.isEmpty() ? List.of(SyncPart.values()) : words.stream().map(this::part).toList();
    Report report = new Report(spec.commandLine().getOut(), "sync");
    int exitCode = 0;
    for (SyncPart part : parts) {
      report.note("%s", Machine.describe());
      try {
        part.benchmark(sizes).run(Checkout.emptyFolder("sync", part.word()), report);
      } catch (NotAvailableException e) {
        report.value(part.word(), "skipped: " + e.getMessage());
      } catch (RuntimeException e) { // the other parts may be well
        report.value(part.word(), "failed: " + e.getMessage());
        exitCode = FAILURE;
      }
      report.note("");
    }
    return exitCode;
  }

  private WideNetwork size(String name) {
    return WideNetwork.ALL.stream()
        .filter(size -> size.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "expected a --size of 1M, 25M or 125M, found " + name));
  }

  private SyncPart part(String word) {
    return SyncPart.of(word)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "expected parts among %s, found %s".formatted(SyncPart.words(), word)));
  }
}
