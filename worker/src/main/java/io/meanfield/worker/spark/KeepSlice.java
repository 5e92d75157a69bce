package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ReducedSlice;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.SliceState;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.storage.StorageLevel;

/** Keeps a reduced slice where it is, and tells the driver of the rest. */
public record KeepSlice(StateBlocks<SliceState> after)
    implements FlatMapFunction<ReducedSlice, ReplicaReport> {

  @Override
  public Iterator<ReplicaReport> call(ReducedSlice reduced) {
    SliceState slice = reduced.slice();
    after.put(slice.slice(), slice, StorageLevel.MEMORY_AND_DISK());
    return reduced.reports().iterator();
  }
}
