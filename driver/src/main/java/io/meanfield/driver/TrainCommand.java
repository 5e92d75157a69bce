package io.meanfield.driver;

import io.meanfield.driver.config.RunConfig;
import io.meanfield.driver.config.RunConfigs;
import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.zoo.ModelCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "train", description = "Trains, evaluates and saves the run of a configuration.")
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--list-models", description = "List the models of the catalogue.")
  private boolean listModels;

  @Parameters(index = "0", arity = "0..1", paramLabel = "CONFIG", description = "A YAML file.")
  private Path file;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Values in place of the file's, such as training.epochs=3.")
  private List<String> overrides = List.of();

  @Override
  public Integer call() throws Exception {
    if (listModels) {
      System.out.print(ModelCatalogue.describe());
      return 0;
    }
    if (file == null) {
      throw new ParameterException(spec.commandLine(), "expected the YAML file of a run");
    }
    RunConfig config = RunConfigs.read(file, overrides);
    overrides.forEach(override -> System.out.println("override: " + override));
    System.out.println(config.toYaml());
    try (SparkApplication application = SparkApplication.start(config.run().name())) {
      new RunOnSpark(config, application, System.out).run();
    }
    return 0;
  }
}
