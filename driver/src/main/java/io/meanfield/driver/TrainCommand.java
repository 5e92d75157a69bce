package io.meanfield.driver;

import io.meanfield.driver.config.RunConfig;
import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.worker.Backend;
import io.meanfield.zoo.ModelCatalogue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "train", description = "Trains, evaluates and saves the run of a configuration.")
final class TrainCommand implements Callable<Integer> {
  @Mixin private ConfigArguments arguments;

  @Option(
      names = "--list-models",
      help = true, // so CONFIG need not be there
      description = "Print the models there are and what can be set of them, and do nothing else.")
  private boolean listModels;

  @Override
  public Integer call() throws Exception {
    if (listModels) {
      System.out.print(ModelCatalogue.text());
      return 0;
    }
    RunConfig config = arguments.read(System.out);
    try (SparkApplication application =
        SparkApplication.start(config.run().name(), config.compute())) {
      if (config.compute().backend() == Backend.CUDA) {
        application.awaitGpu(config.cluster());
      }
      new RunOnSpark(config, application, System.out).run();
    }
    return 0;
  }
}
