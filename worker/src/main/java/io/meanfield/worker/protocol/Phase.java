package io.meanfield.worker.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the time of a run goes, in the order in which a round passes through them. */
public enum Phase {
  /** A replica waits for its next batch. */
  READ,
  /** A replica's forward and backward passes. */
  COMPUTE,
  /** A replica's inner optimizer. */
  UPDATE,
  /** Slice owners average what the replicas learned and apply the outer step. */
  REDUCE,
  /** The driver collects the new parameters and broadcasts them. */
  PUBLISH,
  /** Validation during the run and the final test. */
  EVALUATE,
  /** Checkpoints are written and verified. */
  CHECKPOINT,
  /** All that no other phase names: start and end, scheduling, waiting for stragglers. */
  OTHER;

  /** The phase's name in tables and files. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
