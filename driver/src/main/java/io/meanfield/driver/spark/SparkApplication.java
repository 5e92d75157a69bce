package io.meanfield.driver.spark;

import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.config.ClusterConfig;
import io.meanfield.worker.Backend;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.ComputeThreads;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.GpuRollCall;
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
   * many cores as it has threads, or a GPU. Native compute is prepared first, on the CPU in any
   * case: from here on networks may be made.
   *
   * @throws TrainingException with code CONFIGURATION if settings of Spark or the class path do not
   *     fit; with code CLUSTER if Spark does not start
   */
  public static SparkApplication start(String name, ComputeConfig compute) {
    SparkConf conf =
        new SparkConf()
            .setAppName(name)
            .setIfMissing("spark.master", "local[*]")
            .setIfMissing("spark.task.cpus", Integer.toString(compute.threadsPerTask()));
    if (compute.backend() == Backend.CUDA) {
      GpuSettings.apply(conf, compute);
    }
    ComputeThreads.prepare(compute.onCpu());
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    if (session.sparkContext().isStopped()) {
      throw new TrainingException(
          ErrorCode.CLUSTER,
          "expected a Spark master that answers at %s, found none: see whether it is up and the address is right"
              .formatted(conf.get("spark.master")));
    }
    return new SparkApplication(session);
  }

  /**
   * Waits for the first executor of a run on GPUs, which has found out whether it can use its own.
   * With dynamic allocation there is none yet.
   *
   * @throws TrainingException with code CLUSTER if it cannot, or none starts in time
   */
  public void awaitGpu(ClusterConfig limits) {
    if (!spark.getConf().getBoolean("spark.dynamicAllocation.enabled", false)) {
      GpuRollCall.ofThisProcess().awaitFirst(limits.slotTimeout());
    }
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
