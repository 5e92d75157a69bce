package io.meanfield.driver.spark;

import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.config.ClusterConfig;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.ComputeThreads;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** The Spark application that a command runs in, from its start to its end. */
public final class SparkApplication implements AutoCloseable {
  private final SparkSession session;
  private final JavaSparkContext spark;

  private SparkApplication(SparkSession session) {
    this.session = session;
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  /**
   * Starts one as spark-submit says, on this machine alone if it says nothing; a task is given as
   * many cores as it has threads. Native compute is prepared first: from here on networks may be
   * made.
   *
   * @throws TrainingException with code CLUSTER if Spark does not start
   */
  public static SparkApplication start(String name, ComputeConfig compute) {
    ComputeThreads.prepare(compute);
    SparkConf conf =
        new SparkConf()
            .setAppName(name)
            .setIfMissing("spark.master", "local[*]")
            .setIfMissing("spark.task.cpus", Integer.toString(compute.threadsPerTask()));
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    if (session.sparkContext().isStopped()) {
      throw new TrainingException(
          ErrorCode.CLUSTER,
          "expected a Spark master that answers at %s, found none: see whether it is up and the address is right"
              .formatted(conf.get("spark.master")));
    }
    return new SparkApplication(session);
  }

  /** The file systems as spark-submit says, while nothing is started yet. */
  public static Storage storageOfSubmission() {
    Configuration hadoop = new Configuration();
    for (Tuple2<String, String> entry : new SparkConf().getAllWithPrefix("spark.hadoop.")) {
      hadoop.set(entry._1(), entry._2());
    }
    return new Storage(hadoop);
  }

  public SparkSession session() {
    return session;
  }

  public JavaSparkContext spark() {
    return spark;
  }

  public SparkJobs jobs(ClusterConfig limits) {
    return new SparkJobs(spark, limits);
  }

  public Storage storage() {
    return new Storage(spark.hadoopConfiguration());
  }

  @Override
  public void close() {
    session.stop();
  }
}
