package io.meanfield.driver.spark;

import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.spark.HeldState;
import io.meanfield.worker.spark.StateBlocks;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.storage.StorageLevel;

/**
 * A state as Spark can compute it whenever it is needed.
 *
 * @param release frees what it is computed from
 */
record Origin(JavaRDD<ReplicaState> replicas, JavaRDD<SliceState> slices, Runnable release) {

  int numReplicas() {
    return replicas.getNumPartitions();
  }

  int numSlices() {
    return slices.getNumPartitions();
  }

  /** Has executors compute and hold it. */
  void putInto(HeldState state, SparkJobs jobs) {
    put(replicas, ReplicaState::replica, state.replicas(), "placing replicas", jobs);
    put(slices, SliceState::slice, state.slices(), "placing slices", jobs);
  }

  private static <T> void put(
      JavaRDD<T> parts,
      Function<T, Integer> number,
      StateBlocks<T> into,
      String what,
      SparkJobs jobs) {
    if (into.size() > 0) {
      jobs.await(
          what,
          parts
              .map(
                  part -> {
                    into.put(number.call(part), part, StorageLevel.MEMORY_AND_DISK());
                    return 0;
                  })
              .collectAsync());
    }
  }
}
