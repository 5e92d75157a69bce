package io.meanfield.driver.spark;

import io.meanfield.worker.protocol.TrainingException;
import org.apache.spark.SparkException;

/** An attempt at a round failed and left nothing behind; another one may succeed. */
public final class RoundLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final TrainingException reason;

  private RoundLost(TrainingException reason) {
    super(reason.getMessage(), reason);
    this.reason = reason;
  }

  /** What to throw when a job of a round failed: this if Spark gave it up, else what it threw. */
  static RuntimeException orSame(RuntimeException failure) {
    return failure instanceof TrainingException t && t.getCause() instanceof SparkException
        ? new RoundLost(t)
        : failure;
  }

  /** What the run fails with if there is no other attempt. */
  public TrainingException reason() {
    return reason;
  }
}
