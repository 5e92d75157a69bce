package io.meanfield.driver.spark;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.source.RawSplit;
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
   * Writes the table into a new folder.
   *
   * @throws org.apache.spark.sql.AnalysisException if the folder is there already
   */
  public void write(Format format, String folder) throws IOException {
    List<RawSplit> splits = spec.source().splits(spec.storage());
    PredictionTable table = new PredictionTable(labels);
    JavaRDD<Row> rows =
        application
            .spark()
            .parallelize(splits, splits.size())
            .flatMap(new PredictSplit(application.spark().broadcast(spec)))
            .map(table::row);
    Dataset<Row> predictions = application.session().createDataFrame(rows, table.schema());
    switch (format) {
      case CSV -> predictions.write().option("header", true).csv(folder);
      case PARQUET -> predictions.write().parquet(folder);
    }
  }
}
