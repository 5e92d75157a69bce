package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ParameterVersion;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.SlicePlan;
import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * What is kept between two rounds of a run, and in which blocks.
 *
 * @param replicas none where replicas keep nothing
 * @param published the parameters, if the driver has them; else null
 */
public record HeldState(
    StateBlocks<ReplicaState> replicas,
    StateBlocks<SliceState> slices,
    Broadcast<ParameterVersion> published)
    implements Serializable {

  /** For what is not computed yet. */
  public static HeldState reserve(JavaSparkContext spark, int numReplicas, int numSlices) {
    return new HeldState(
        StateBlocks.reserve(spark, numReplicas), StateBlocks.reserve(spark, numSlices), null);
  }

  /** The whole parameters, fetched from wherever they are. */
  float[] parameters(SlicePlan plan) {
    return published == null ? SliceState.join(slices.all(), plan) : published.value().values();
  }

  /** Nothing of it is needed any more, in time. */
  public void remove(JavaSparkContext spark) {
    removeBut(spark, new HeldState(StateBlocks.none(), StateBlocks.none(), null));
  }

  /** The same at once: nothing of it is under way when an application ends. */
  public void removeNow(JavaSparkContext spark) {
    if (published != null) {
      published.destroy();
    }
    replicas.removeNow(spark);
    slices.removeNow(spark);
  }

  /** Nothing of it is needed but what another state has too. */
  public void removeBut(JavaSparkContext spark, HeldState other) {
    replicas.removeBut(spark, other.replicas);
    slices.removeBut(spark, other.slices);
    if (published != null && published != other.published) {
      published.destroy();
    }
  }
}
