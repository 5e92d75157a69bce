package io.meanfield.driver;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.describe.Description;
import io.meanfield.datasets.ingest.DescribeJob;
import io.meanfield.driver.config.ClusterConfig;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.driver.report.DatasetText;
import io.meanfield.driver.report.MixtureTable;
import io.meanfield.driver.report.NamedFinding;
import io.meanfield.driver.report.page.DatasetPage;
import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.protocol.DataSpec;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

@Command(
    name = "ingest",
    description = "Publishes the data set of a configuration as shards, or describes one.")
final class IngestCommand implements Callable<Integer> {
  private static final int SAMPLES_OF_TEXT = 5;
  private static final int SAMPLES_OF_PAGE = 40;

  @ArgGroup(multiplicity = "1")
  private Choice choice;

  private static final class Choice {
    @ArgGroup(exclusive = false)
    private ConfigArguments config;

    @ArgGroup(exclusive = false)
    private DescribeArguments description;
  }

  @Override
  public Integer call() throws Exception {
    if (choice.config != null) {
      ingest(choice.config.read(System.out));
    } else {
      describe(choice.description.load(), choice.description.page());
    }
    return 0;
  }

  private static void ingest(RunConfig config) throws IOException {
    try (SparkApplication application =
        SparkApplication.start("ingest " + config.run().name(), config.compute().onCpu())) {
      DataSpec data =
          new DataPreparation(application, System.out).prepare(config.dataset(), config.cluster());
      Manifest manifest = data.dataset().manifest();
      System.out.println("data set: " + data.dataset().folder());
      if (!(manifest.labels() instanceof Labels.None)) {
        System.out.println("outputs: " + String.join(", ", manifest.labels().names()));
      }
      System.out.print(MixtureTable.text(manifest.part(Part.TRAIN)));
      printCounts(manifest);
      System.out.println("result.manifest-sha256=" + manifest.hash());
    }
  }

  private static void describe(Dataset dataset, Optional<String> page) throws IOException {
    try (SparkApplication application =
        SparkApplication.start("describe " + dataset.folder(), ComputeConfig.USUAL)) {
      Description description =
          new DescribeJob(
                  application.spark(),
                  application.jobs(ClusterConfig.PATIENT),
                  application.storage())
              .run(dataset, page.isPresent() ? SAMPLES_OF_PAGE : SAMPLES_OF_TEXT);
      if (page.isPresent()) {
        application.storage().writeText(page.get(), DatasetPage.of(description));
      }
      System.out.println(DatasetText.of(description));
      page.ifPresent(file -> System.out.println("page: " + file));
      printCounts(dataset.manifest());
      for (NamedFinding named : NamedFinding.all(description.repeats())) {
        System.out.printf("result.%s=%d%n", named.key(), named.finding().numExamples());
      }
      System.out.println("result.manifest-sha256=" + dataset.manifest().hash());
    }
  }

  private static void printCounts(Manifest manifest) {
    for (Part part : Part.values()) {
      System.out.printf(
          "result.%s-examples=%d%n",
          part.name().toLowerCase(Locale.ROOT), manifest.part(part).numExamples());
    }
    System.out.println("result.bad-records=" + manifest.badRecords().count());
  }
}
