package io.meanfield.worker.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the time of a run goes, in the order in which a round passes through them. */
public enum Phase {
  /** A replica waits for its next batch. */
  READ,
  /** A replica's forward and backward passes. */
  COMPUTE,
  /** The optimizer: a replica's own, or in exact training that of a rank's slices. */
  UPDATE,
  /**
   * From the slowest replica's last step to the commit: slice owners average and apply the outer
   * step, the driver collects and broadcasts the new parameters, and Spark schedules all that. In
   * exact training also what ranks exchange in every step, and wait for.
   */
  REDUCE,
  /** Validation during the run and the final test. */
  EVALUATE,
  /** Checkpoints are written and verified. */
  CHECKPOINT;

  /** The phase's name in tables and files. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
