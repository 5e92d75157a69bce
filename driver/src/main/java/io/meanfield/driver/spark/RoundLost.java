package io.meanfield.driver.spark;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.StateLost;
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
    if (failure instanceof StateLost lost) {
      return of(lost);
    }
    return failure instanceof TrainingException t && t.getCause() instanceof SparkException
        ? new RoundLost(t)
        : failure;
  }

  static RoundLost of(StateLost lost) {
    return new RoundLost(new TrainingException(ErrorCode.CLUSTER, lost.getMessage(), lost));
  }

  /** The cluster has had too few task slots for too long. */
  static RoundLost ofSlots(int numExpected) {
    return new RoundLost(
        new TrainingException(
            ErrorCode.CLUSTER,
            "expected %d task slots at once, found fewer for longer than cluster.slot-timeout"
                .formatted(numExpected)));
  }

  /** Why, in a line. */
  public String summary() {
    return reason
        .getMessage()
        .lines()
        .filter(line -> line.startsWith("ExecutorLostFailure"))
        .findFirst()
        .orElseGet(() -> reason.getMessage().lines().findFirst().orElse(""));
  }

  /** What the run fails with if there is no other attempt. */
  public TrainingException reason() {
    return reason;
  }
}
