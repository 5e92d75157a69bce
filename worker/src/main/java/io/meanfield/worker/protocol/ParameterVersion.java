package io.meanfield.worker.protocol;

import io.meanfield.worker.sync.FloatBytes;
import java.io.Serializable;

/**
 * The flat parameter vector after some number of committed rounds.
 *
 * @param version committed rounds so far
 */
public record ParameterVersion(long version, float[] values) implements Serializable {

  private Object writeReplace() {
    return new Packed(version, FloatBytes.of(values));
  }

  private record Packed(long version, FloatBytes values) implements Serializable {
    private Object readResolve() {
      return new ParameterVersion(version, values.values());
    }
  }
}
