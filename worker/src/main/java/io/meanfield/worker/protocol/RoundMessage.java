package io.meanfield.worker.protocol;

import java.io.Serializable;

/** What a replica sends to the owner of a slice at the end of a round. */
public sealed interface RoundMessage extends Serializable {

  /**
   * Its delta of that slice.
   *
   * @param numExamples its weight
   * @param encoded as {@link io.meanfield.worker.sync.DeltaCodec} does
   */
  record Delta(int replica, long numExamples, byte[] encoded) implements RoundMessage {}

  /** Its report, which goes with one slice only and from there to the driver. */
  record Report(ReplicaReport report) implements RoundMessage {}
}
