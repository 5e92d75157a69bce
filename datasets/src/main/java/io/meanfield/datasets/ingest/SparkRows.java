package io.meanfield.datasets.ingest;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.SparkSource;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Has Spark read what a configuration names. Runs on the driver. */
final class SparkRows {
  private SparkRows() {}

  /** The rows, in a session of their own whose clock is that of UTC. */
  static Dataset<Row> read(SparkSource source) {
    if (source.standsForDataFrame()) {
      throw new DataException(
          "expected a data set that a program ingested from a DataFrame, found none: ingest it, or name a reader or a query in dataset.source");
    }
    SparkSession session = SparkSession.builder().getOrCreate().newSession();
    session.conf().set("spark.sql.session.timeZone", "UTC");
    if (source.reader().isEmpty()) {
      return session.sql(source.query());
    }
    Dataset<Row> rows = load(session.read().format(source.reader()), source);
    if (source.query().isEmpty()) {
      return rows;
    }
    rows.createOrReplaceTempView(SparkSource.TABLE);
    return session.sql(source.query());
  }

  private static Dataset<Row> load(DataFrameReader reader, SparkSource source) {
    DataFrameReader told = reader.options(source.options());
    return source.paths().isEmpty()
        ? told.load()
        : told.load(source.paths().toArray(String[]::new));
  }
}
