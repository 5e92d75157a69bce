package io.meanfield.worker.protocol;

import java.io.Serializable;
import java.util.List;

/**
 * What a replica makes of a round.
 *
 * @param state for its next round
 * @param delta parameters at the start of the round minus those at its end, as they travel: slice
 *     by slice, each encoded as {@link io.meanfield.worker.sync.DeltaCodec} does
 */
public record ReplicaOutcome(ReplicaState state, List<byte[]> delta, ReplicaReport report)
    implements Serializable {
  public ReplicaOutcome {
    delta = List.copyOf(delta);
  }
}
