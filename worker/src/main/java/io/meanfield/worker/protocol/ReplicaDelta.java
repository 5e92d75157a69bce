package io.meanfield.worker.protocol;

import java.io.Serializable;
import java.util.List;

/**
 * What a replica sends at the end of a round.
 *
 * @param slices parameters at the start of the round minus those at its end, as they travel: slice
 *     by slice, each encoded as {@link io.meanfield.worker.sync.DeltaCodec} does
 * @param norm its length; 0 unless outliers are looked for
 */
public record ReplicaDelta(List<byte[]> slices, double norm, ReplicaReport report)
    implements Serializable {
  public ReplicaDelta {
    slices = List.copyOf(slices);
  }
}
