package io.meanfield.datasets.source;

/** How large the splits of data are that can be divided: it depends on the data alone. */
public final class SplitSize {
  private static final long MIN_BYTES = 1 << 20;
  private static final long MAX_BYTES = 64 << 20;

  /** Of few data so many splits are made, that some tasks have something to do. */
  private static final int NUM_OF_FEW = 16;

  private SplitSize() {}

  /** The size in bytes at which a split is large enough. */
  public static long of(long totalBytes) {
    return Math.min(MAX_BYTES, Math.max(MIN_BYTES, totalBytes / NUM_OF_FEW));
  }
}
