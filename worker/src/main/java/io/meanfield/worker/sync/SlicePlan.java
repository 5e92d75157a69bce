package io.meanfield.worker.sync;

import java.io.Serializable;
import java.util.Arrays;

/** How a flat vector is cut into slices of almost equal length. */
public record SlicePlan(int length, int numSlices) implements Serializable {
  public SlicePlan {
    if (length < 1 || numSlices < 1) {
      throw new IllegalArgumentException(
          "expected a vector and at least one slice, found length %d and %d slices"
              .formatted(length, numSlices));
    }
  }

  public int from(int slice) {
    return (int) ((long) length * slice / numSlices);
  }

  public int to(int slice) {
    return from(slice + 1);
  }

  public Stretch stretch(int slice) {
    return new Stretch(from(slice), to(slice));
  }

  public int size(int slice) {
    return to(slice) - from(slice);
  }

  /** A copy of one slice of a vector. */
  public float[] cut(float[] vector, int slice) {
    return Arrays.copyOfRange(vector, from(slice), to(slice));
  }
}
