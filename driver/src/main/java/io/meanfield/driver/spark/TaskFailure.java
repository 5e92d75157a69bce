package io.meanfield.driver.spark;

import io.meanfield.datasets.DataException;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.StateLost;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Finds in what Spark throws what the task threw. */
final class TaskFailure {
  private TaskFailure() {}

  static RuntimeException of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof TrainingException
          || t instanceof DataException
          || t instanceof StateLost
          || t instanceof UncheckedIOException) {
        return (RuntimeException) t;
      }
      if (t instanceof IOException io) {
        return new UncheckedIOException(io);
      }
    }
    return new TrainingException(
        ErrorCode.CLUSTER, "a Spark job failed: " + failure.getMessage(), failure);
  }
}
