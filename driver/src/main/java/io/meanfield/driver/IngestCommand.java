package io.meanfield.driver;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.worker.protocol.DataSpec;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "ingest", description = "Publishes the data set of a configuration as shards.")
final class IngestCommand implements Callable<Integer> {
  @Mixin private ConfigArguments arguments;

  @Override
  public Integer call() throws Exception {
    RunConfig config = arguments.read(System.out);
    try (SparkApplication application =
        SparkApplication.start("ingest " + config.run().name(), config.compute())) {
      DataSpec data =
          new DataPreparation(application, System.out).prepare(config.dataset(), config.cluster());
      Manifest manifest = data.dataset().manifest();
      System.out.println("data set: " + data.dataset().folder());
      if (!(manifest.labels() instanceof Labels.None)) {
        System.out.println("outputs: " + String.join(", ", manifest.labels().names()));
      }
      for (Part part : Part.values()) {
        System.out.printf(
            "result.%s-examples=%d%n",
            part.name().toLowerCase(java.util.Locale.ROOT), data.part(part).numExamples());
      }
      System.out.println("result.bad-records=" + manifest.badRecords().count());
      System.out.println("result.manifest-sha256=" + manifest.hash());
    }
    return 0;
  }
}
