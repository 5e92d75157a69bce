package io.meanfield.benchmarks.data;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.ingest.DatasetConfig;
import io.meanfield.datasets.ingest.IngestJob;
import io.meanfield.datasets.ingest.JobRunner;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark in this process, with one task slot. */
final class LocalSpark implements AutoCloseable, JobRunner {
  private static final long DEADLINE_MINUTES = 30;

  private final JavaSparkContext spark =
      new JavaSparkContext(
          new SparkConf()
              .setMaster("local[1]")
              .setAppName("bench.sh data")
              .set("spark.ui.enabled", "false")
              .set("spark.driver.host", "127.0.0.1")
              .set("spark.driver.bindAddress", "127.0.0.1"));

  Dataset ingest(DatasetConfig config) throws IOException {
    return new IngestJob(spark, this, new Storage(new Configuration(false))).run(config, () -> "/");
  }

  @Override
  public <T> T await(String what, JavaFutureAction<T> job) {
    try {
      return job.get(DEADLINE_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("waited for " + what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + what, e);
    }
  }

  @Override
  public void run(String what, Callable<Void> action) {
    try {
      action.call();
    } catch (Exception e) {
      throw new IllegalStateException("waited for " + what, e);
    }
  }

  @Override
  public void close() {
    spark.stop();
  }
}
