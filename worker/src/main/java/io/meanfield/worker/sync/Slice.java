package io.meanfield.worker.sync;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A slice of the flat parameters, with what its owner keeps beside it from one round to the next.
 *
 * @param parameters [length]
 * @param state vectors of the same length: of an outer optimizer, or of the optimizer itself
 */
public record Slice(float[] parameters, float[][] state) implements Serializable {

  /** A slice of a run that begins: its state is zero. */
  public static Slice beginning(float[] parameters, int numStateVectors) {
    return new Slice(parameters, new float[numStateVectors][parameters.length]);
  }

  /** The same slice in arrays of its own. */
  public Slice copy() {
    return new Slice(
        parameters.clone(), Arrays.stream(state).map(float[]::clone).toArray(float[][]::new));
  }

  private Object writeReplace() {
    return new Packed(
        FloatBytes.of(parameters),
        Arrays.stream(state).map(FloatBytes::of).toArray(FloatBytes[]::new));
  }

  private record Packed(FloatBytes parameters, FloatBytes[] state) implements Serializable {
    private Object readResolve() {
      return new Slice(
          parameters.values(),
          Arrays.stream(state).map(FloatBytes::values).toArray(float[][]::new));
    }
  }
}
