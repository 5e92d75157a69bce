package io.meanfield.driver.spark;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.worker.protocol.PredictSpec;
import io.meanfield.worker.spark.PredictSplit;
import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Applies a trained network to raw data and writes a table of what it says. */
public final class PredictionJob {
  private final SparkApplication application;
  private final PredictSpec spec;
  private final Labels labels;

  public PredictionJob(SparkApplication application, PredictSpec spec, Labels labels) {
    this.application = application;
    this.spec = spec;
    this.labels = labels;
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
    try {
      switch (format) {
        case CSV -> table().write().option("header", true).csv(unfinished);
        case PARQUET -> table().write().parquet(unfinished);
      }
      spec.storage().rename(unfinished, folder);
    } finally {
      spec.storage().delete(unfinished);
    }
  }

  private Dataset<Row> table() throws IOException {
    List<RawSplit> splits = spec.source().splits(spec.storage());
    PredictionTable table = new PredictionTable(labels);
    JavaRDD<Row> rows =
        application
            .spark()
            .parallelize(splits, splits.size())
            .flatMap(new PredictSplit(application.spark().broadcast(spec)))
            .map(table::row);
    return application.session().createDataFrame(rows, table.schema());
  }
}
