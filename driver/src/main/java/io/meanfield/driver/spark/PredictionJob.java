package io.meanfield.driver.spark;

import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.worker.protocol.PredictSpec;
import io.meanfield.worker.protocol.Sampling;
import io.meanfield.worker.spark.ContinueSplit;
import io.meanfield.worker.spark.PredictSplit;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Applies a trained network to raw data and writes a table of what it says, or of how it goes on
 * with texts.
 */
public final class PredictionJob {
  private final SparkApplication application;
  private final SparkJobs jobs;
  private final PredictSpec spec;
  private final Optional<Sampling> sampling;

  /**
   * @param sampling of a language model, whose network answers at every word
   */
  public PredictionJob(
      SparkApplication application, SparkJobs jobs, PredictSpec spec, Optional<Sampling> sampling) {
    this.application = application;
    this.jobs = jobs;
    this.spec = spec;
    this.sampling = sampling;
  }

  /** What the table may be written as. */
  public enum Format {
    CSV,
    PARQUET
  }

  /**
   * Writes the table into a new folder, which is there as a whole or not at all.
   *
   * @throws IOException if the folder is there already
   */
  public void write(Format format, String folder) throws IOException {
    String unfinished = Storage.unfinished(folder);
    spec.storage().delete(unfinished);
    List<RawSplit> splits = spec.source().splits(spec.storage());
    DataFrameWriter<Row> writer = table(splits).write().option("header", true);
    try {
      jobs.run(
          "predictions for %d splits of raw data".formatted(splits.size()),
          () -> {
            writer.format(format.name().toLowerCase(Locale.ROOT)).save(unfinished);
            return null;
          });
      spec.storage().rename(unfinished, folder);
    } finally {
      spec.storage().delete(unfinished);
    }
  }

  private Dataset<Row> table(List<RawSplit> splits) {
    JavaRDD<RawSplit> data = application.spark().parallelize(splits, splits.size());
    Broadcast<PredictSpec> shared = application.spark().broadcast(spec);
    if (sampling.isPresent()) {
      JavaRDD<Row> rows =
          data.flatMap(new ContinueSplit(shared, sampling.get())).map(ContinuationTable::row);
      return application.session().createDataFrame(rows, ContinuationTable.schema());
    }
    PredictionTable table = new PredictionTable(spec.labels(), spec.transform());
    JavaRDD<Row> rows = data.flatMap(new PredictSplit(shared)).map(table::row);
    return application.session().createDataFrame(rows, table.schema());
  }
}
