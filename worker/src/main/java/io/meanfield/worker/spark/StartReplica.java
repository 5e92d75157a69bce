package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.StepCount;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.storage.StorageLevel;

/** Makes a replica's state of all slices after exact steps, and keeps it where it is made. */
public record StartReplica(RunSpec run, StepCount steps, HeldState before, HeldState after)
    implements Function<Integer, Integer> {

  @Override
  public Integer call(Integer replica) {
    after
        .replicas()
        .put(
            replica,
            run.stateAfterExact(replica, steps, before.slices().all()),
            StorageLevel.MEMORY_AND_DISK());
    return replica;
  }
}
