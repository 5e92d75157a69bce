package io.meanfield.driver.spark;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.ingest.IngestJob;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.config.ConfigException;
import io.meanfield.driver.config.ConfigReader;
import io.meanfield.driver.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;

/** Makes the data set of a run of a DataFrame that a notebook or a program has. */
public final class DataFrameIngest {
  private DataFrameIngest() {}

  /**
   * The data set, which is made unless it is there already. {@code train.sh} with the same
   * configuration finds it.
   *
   * @param rows which must be the same whenever they are computed; their order does not matter
   * @param config YAML of a run with {@code {format: spark, columns: {...}}} as its dataset.source
   * @param overrides values in place of the file's, as {@code key.path=value}
   * @throws ConfigException if there are problems in the configuration
   * @throws DataException if the rows are malformed beyond what the configuration allows
   */
  public static Dataset run(
      org.apache.spark.sql.Dataset<Row> rows, Path config, String... overrides) throws IOException {
    RunConfig run = ConfigReader.of(RunConfig.class).read(config, List.of(overrides));
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
    return new IngestJob(
            spark, new SparkJobs(spark, run.cluster()), new Storage(spark.hadoopConfiguration()))
        .run(run.dataset(), rows);
  }
}
