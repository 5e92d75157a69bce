package io.meanfield.driver.spark;

import io.meanfield.worker.protocol.ParameterVersion;
import java.util.function.Supplier;
import org.apache.spark.broadcast.Broadcast;

/**
 * The parameters of one version. They come to the driver, and can be had from there by all
 * executors, when they are asked for: as long as the run goes on from this version.
 */
public final class Parameters {
  private final long version;
  private final Supplier<Broadcast<ParameterVersion>> source;

  Parameters(long version, Supplier<Broadcast<ParameterVersion>> source) {
    this.version = version;
    this.source = source;
  }

  /** How many rounds were committed. */
  public long version() {
    return version;
  }

  Broadcast<ParameterVersion> broadcast() {
    return source.get();
  }

  /** Not to be changed. */
  public float[] values() {
    return broadcast().value().values();
  }
}
