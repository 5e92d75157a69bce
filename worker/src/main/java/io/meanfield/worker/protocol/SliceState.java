package io.meanfield.worker.protocol;

import io.meanfield.worker.sync.Slice;
import java.io.Serializable;
import java.util.List;

/**
 * One slice of the outer state after a round, at its owner.
 *
 * @param reports those of the replicas that sent them to this owner
 */
public record SliceState(int slice, Slice values, List<ReplicaReport> reports)
    implements Serializable {

  /** What the driver needs of it: the rest stays where it is. */
  public SliceState parametersAlone() {
    return new SliceState(slice, new Slice(values.parameters(), new float[0][]), reports);
  }
}
