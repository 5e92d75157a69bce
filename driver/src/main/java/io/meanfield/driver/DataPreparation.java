package io.meanfield.driver;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.catalogue.Catalogue;
import io.meanfield.datasets.catalogue.DatasetFetcher;
import io.meanfield.datasets.ingest.DatasetConfig;
import io.meanfield.datasets.ingest.IngestConfig;
import io.meanfield.datasets.ingest.IngestJob;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.config.ClusterConfig;
import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Sees to it that a run's data set is there: fetched if it is in the catalogue, and ingested. */
final class DataPreparation {
  private final SparkApplication application;
  private final PrintStream out;

  DataPreparation(SparkApplication application, PrintStream out) {
    this.application = application;
    this.out = out;
  }

  DataSpec prepare(DatasetConfig config, ClusterConfig limits) throws IOException {
    Storage storage = application.storage();
    Dataset dataset =
        new IngestJob(application.spark(), application.jobs(limits), storage)
            .run(
                config,
                () ->
                    config instanceof IngestConfig raw && raw.id().isPresent()
                        ? fetch(raw.id().get(), out).toUri().toString()
                        : storage.qualify("."));
    return new DataSpec(storage, dataset, limits.shardCacheBytes());
  }

  /** The local folder with the files of a data set of the catalogue. */
  static Path fetch(String id, PrintStream out) {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "meanfield", "datasets");
    try {
      return new DatasetFetcher(Catalogue.load(), DatasetFetcher.allRoutes(), out::println)
          .fetch(id, cache)
          .toAbsolutePath();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingException(ErrorCode.STORAGE, "interrupted while fetching " + id, e);
    }
  }
}
