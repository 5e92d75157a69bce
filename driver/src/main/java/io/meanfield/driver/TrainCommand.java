package io.meanfield.driver;

import io.meanfield.driver.config.RunConfig;
import io.meanfield.driver.spark.SparkApplication;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "train", description = "Trains, evaluates and saves the run of a configuration.")
final class TrainCommand implements Callable<Integer> {
  @Mixin private ConfigArguments arguments;

  @Override
  public Integer call() throws Exception {
    RunConfig config = arguments.read(System.out);
    try (SparkApplication application = SparkApplication.start(config.run().name())) {
      new RunOnSpark(config, application, System.out).run();
    }
    return 0;
  }
}
