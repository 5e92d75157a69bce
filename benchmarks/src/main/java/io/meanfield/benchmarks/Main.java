package io.meanfield.benchmarks;

import io.meanfield.benchmarks.data.DataCommand;
import io.meanfield.benchmarks.gpu.GpuCommand;
import io.meanfield.benchmarks.sync.SyncCommand;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line of the benchmarks. */
@Command(
    name = "bench.sh",
    description = "Measures training and its data.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    subcommands = {
      ComputeCommand.class,
      MemoryCommand.class,
      SyncCommand.class,
      DataCommand.class,
      GpuCommand.class
    })
public final class Main {
  private static final int WRONG_USE = 2;
  private static final int FAILURE = 70;

  private Main() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.exit(
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(Main::explainUse)
            .setExecutionExceptionHandler(Main::explainFailure)
            .execute(args));
  }

  private static int explainUse(ParameterException e, String[] args) {
    e.getCommandLine().getErr().printf("error: %s; --help lists what there is%n", e.getMessage());
    return WRONG_USE;
  }

  private static int explainFailure(
      Exception e, CommandLine commands, CommandLine.ParseResult parsed) {
    commands.getErr().println("error: " + e.getMessage());
    return FAILURE;
  }
}
