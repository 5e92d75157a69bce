package io.meanfield.datasets.ingest;

import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaFutureAction;

/** Waits for Spark jobs: whoever runs an ingest says for how long. */
public interface JobRunner {

  /**
   * The result of a job.
   *
   * @param what the job does, as the end of a sentence that begins with "waited for"
   * @throws RuntimeException what a task of it threw (an IOException as its unchecked twin), or one
   *     that says that it took too long
   */
  <T> T await(String what, JavaFutureAction<T> job);

  /**
   * Runs what starts its Spark jobs itself and returns when they are done.
   *
   * @param what they do, as the end of a sentence that begins with "waited for"
   * @throws RuntimeException as {@link #await} does
   */
  void run(String what, Callable<Void> action);
}
