package io.meanfield.driver;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.ingest.DatasetConfig;
import io.meanfield.datasets.ingest.IngestJob;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.worker.protocol.DataSpec;
import java.io.IOException;
import java.io.PrintStream;

/** Sees to it that a run's data set is there: fetched if it is in the catalogue, and ingested. */
final class DataPreparation {
  private final SparkApplication application;
  private final PrintStream out;

  DataPreparation(SparkApplication application, PrintStream out) {
    this.application = application;
    this.out = out;
  }

  DataSpec prepare(DatasetConfig config) throws IOException {
    Storage storage = application.storage();
    Dataset dataset = new IngestJob(application.spark(), storage).run(config);
    return new DataSpec(storage, dataset);
  }
}
