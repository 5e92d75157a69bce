package io.meanfield.driver;

import io.meanfield.worker.protocol.ErrorCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
    name = "meanfield",
    description = "Trains deep networks on Apache Spark.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    subcommands = {
      TrainCommand.class,
      IngestCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      FetchCommand.class
    })
public final class Main {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean verbose;

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command and returns the exit code. */
  static int run(String... args) {
    Main main = new Main();
    CommandLine commands =
        new CommandLine(main)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(Main::explainUsage)
            .setExecutionExceptionHandler((e, line, parsed) -> main.explain(e, line.getErr()));
    try {
      return commands.execute(args);
    } catch (Error e) { // of the Java machine or its libraries: the last chance to say anything
      return main.explain(e, commands.getErr());
    }
  }

  private static int explainUsage(ParameterException e, String[] args) {
    String message = e.getMessage().replaceFirst("^Error: ", "");
    e.getCommandLine().getErr().printf("error: %s; --help lists what there is%n", message);
    return ErrorCode.CONFIGURATION.exitCode();
  }

  private int explain(Throwable e, PrintWriter err) {
    Failure failure = Failure.of(e);
    err.println("error: " + failure.message());
    if (verbose || failure.code() == ErrorCode.INTERNAL) {
      e.printStackTrace(err);
    }
    return failure.code().exitCode();
  }
}
