package io.meanfield.driver.spark;

import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.SliceState;
import org.apache.spark.api.java.JavaRDD;

/** Where a run stands between two rounds: the parameters, and what executors keep. */
public record TrainingState(
    Parameters parameters, JavaRDD<ReplicaState> replicas, JavaRDD<SliceState> slices) {

  /** How many rounds are committed. */
  public long version() {
    return parameters.version();
  }

  /** The parameters themselves, which are not to be changed. */
  public float[] parameterValues() {
    return parameters.values();
  }
}
