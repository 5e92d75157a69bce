package io.meanfield.driver.spark;

import io.meanfield.worker.protocol.ParameterVersion;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The parameters of one version. They come to the driver, and can be had from there by all
 * executors, when they are asked for. Used by one thread.
 */
public final class Parameters {
  private final JavaSparkContext spark;
  private final long version;
  private final Supplier<float[]> source;
  private Broadcast<ParameterVersion> published;

  private Parameters(
      JavaSparkContext spark,
      long version,
      Supplier<float[]> source,
      Broadcast<ParameterVersion> published) {
    this.spark = spark;
    this.version = version;
    this.source = source;
    this.published = published;
  }

  /** To be had from a source, once. */
  static Parameters from(JavaSparkContext spark, long version, Supplier<float[]> source) {
    return new Parameters(spark, version, source, null);
  }

  /** Published at once. */
  static Parameters of(JavaSparkContext spark, long version, float[] values) {
    Broadcast<ParameterVersion> published = spark.broadcast(new ParameterVersion(version, values));
    return new Parameters(spark, version, () -> published.value().values(), published);
  }

  long version() {
    return version;
  }

  Broadcast<ParameterVersion> broadcast() {
    if (published == null) {
      published = spark.broadcast(new ParameterVersion(version, source.get()));
    }
    return published;
  }

  /** Not to be changed. */
  float[] values() {
    return broadcast().value().values();
  }

  /** Nobody asks for them any more. */
  void destroy() {
    if (published != null) {
      published.destroy();
    }
  }
}
