package io.meanfield.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.zoo.kernel.Precision;
import java.io.Serializable;

/**
 * How a replica computes: the section {@code compute} of a run's configuration.
 *
 * @param precision of what products multiply; parameters, sums and losses are 32-bit in any case
 * @param threadsPerTask compute threads of a task; a task slot should have as many cores
 */
public record ComputeConfig(
    @JsonProperty(defaultValue = "f32") Precision precision,
    @JsonProperty(defaultValue = "1") int threadsPerTask)
    implements Serializable {

  /** What commands use that have no run's configuration. */
  public static final ComputeConfig USUAL = new ComputeConfig(Precision.F32, 1);

  public ComputeConfig {
    if (threadsPerTask < 1) {
      throw new IllegalArgumentException(
          "expected threads-per-task of at least 1, found " + threadsPerTask);
    }
  }
}
