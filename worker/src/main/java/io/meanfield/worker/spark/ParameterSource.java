package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ParameterVersion;
import io.meanfield.worker.sync.SlicePlan;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/** Where tasks have the parameters of one version from. */
public sealed interface ParameterSource extends Serializable {

  /**
   * All of them, not to be changed.
   *
   * @throws StateLost if they are nowhere any more
   */
  float[] values();

  /** The driver has them. */
  record Published(Broadcast<ParameterVersion> parameters) implements ParameterSource {
    @Override
    public float[] values() {
      return parameters.value().values();
    }
  }

  /** A run's executors hold them: the tasks of a process fetch them together. */
  record Held(String runId, long version, SlicePlan slices, HeldState state)
      implements ParameterSource {
    private static final ParameterCache CACHE = new ParameterCache();

    @Override
    public float[] values() {
      return CACHE.get(runId, version, () -> state.parameters(slices));
    }
  }
}
