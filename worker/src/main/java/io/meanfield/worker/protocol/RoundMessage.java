package io.meanfield.worker.protocol;

import io.meanfield.worker.sync.Contribution;
import java.io.Serializable;

/** What a replica sends to the owner of a slice at the end of a round. */
public sealed interface RoundMessage extends Serializable {

  /** Its delta of that slice. */
  record Delta(Contribution contribution) implements RoundMessage {}

  /** Its report, which goes with one slice only and from there to the driver. */
  record Report(ReplicaReport report) implements RoundMessage {}
}
