package io.meanfield.driver.spark;

import io.meanfield.worker.protocol.ParameterVersion;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.SliceState;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;

/**
 * Where a run stands between two rounds: the parameters, on the driver and broadcast, and what
 * executors keep.
 */
public record TrainingState(
    Broadcast<ParameterVersion> parameters,
    JavaRDD<ReplicaState> replicas,
    JavaRDD<SliceState> slices) {

  /** How many rounds are committed. */
  public long version() {
    return parameters.value().version();
  }

  /** The parameters themselves, which are not to be changed. */
  public float[] parameterValues() {
    return parameters.value().values();
  }
}
