package io.meanfield.driver.spark;

import io.meanfield.worker.spark.ParameterSource;
import java.util.function.Function;

/**
 * The parameters of one version, as long as a run goes on from it. Executors hold them; they come
 * to the driver when someone asks for their values. Used by one thread.
 */
public final class Parameters {
  private final RunStates states;
  private final long version;

  Parameters(RunStates states, long version) {
    this.states = states;
    this.version = version;
  }

  /** How many rounds were committed. */
  public long version() {
    return version;
  }

  /** What a job gives whose tasks have them; it may be run again if executors are lost. */
  <T> T onExecutors(Function<ParameterSource, T> job) {
    return states.onExecutors(version, job);
  }

  /** Not to be changed. */
  public float[] values() {
    return states.values(version);
  }
}
