package io.meanfield.driver;

import io.meanfield.driver.config.EffectiveConfig;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.driver.spark.SparkApplication;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The arguments of the commands that take a run's configuration. */
final class ConfigArguments {
  @Parameters(index = "0", paramLabel = "CONFIG", description = "A YAML file.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "0..*", // at once, as an argument group of picocli takes one positional only
      paramLabel = "KEY=VALUE",
      description = "Values in place of the file's, such as training.epochs=3.")
  private List<String> overrides = List.of();

  /** Reads the configuration and prints what is in effect. */
  RunConfig read(PrintStream out) {
    RunConfig config = RunConfigs.read(file, overrides, SparkApplication.storageOfSubmission());
    overrides.forEach(override -> out.println("override: " + override));
    out.println(EffectiveConfig.toYaml(config));
    return config;
  }
}
