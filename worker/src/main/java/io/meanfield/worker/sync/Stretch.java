package io.meanfield.worker.sync;

/** Parameters [from, to) of the flat vector. */
public record Stretch(int from, int to) {
  public Stretch {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "expected a stretch with its end behind its beginning, found [%d, %d)"
              .formatted(from, to));
    }
  }

  public int length() {
    return to - from;
  }
}
