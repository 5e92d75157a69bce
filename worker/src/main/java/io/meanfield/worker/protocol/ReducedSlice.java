package io.meanfield.worker.protocol;

import java.io.Serializable;
import java.util.List;

/**
 * What the owner of a slice makes of a round.
 *
 * @param reports those that came to this owner
 */
public record ReducedSlice(SliceState slice, List<ReplicaReport> reports) implements Serializable {
  public ReducedSlice {
    reports = List.copyOf(reports);
  }
}
