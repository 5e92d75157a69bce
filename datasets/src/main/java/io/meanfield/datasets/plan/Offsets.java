package io.meanfield.datasets.plan;

import java.util.Arrays;

/**
 * Pieces of given sizes laid end to end, some perhaps empty, and who holds which place. Immutable.
 */
public final class Offsets {
  private final long[] starts; // at the end the sum of all sizes

  public Offsets(int[] sizes) {
    starts = new long[sizes.length + 1];
    for (int i = 0; i < sizes.length; i++) {
      starts[i + 1] = starts[i] + sizes[i];
    }
  }

  public long total() {
    return starts[starts.length - 1];
  }

  /** Where a piece begins; the piece after the last begins at the end. */
  public long start(int piece) {
    return starts[piece];
  }

  /** The piece that holds a place from 0 to total - 1. */
  public int pieceAt(long place) {
    if (place < 0 || place >= total()) {
      throw new IndexOutOfBoundsException(
          "expected a position from 0 to %d, found %d".formatted(total() - 1, place));
    }
    int found = Arrays.binarySearch(starts, place);
    if (found < 0) {
      return -found - 2;
    }
    while (starts[found + 1] == place) {
      found++;
    }
    return found;
  }
}
