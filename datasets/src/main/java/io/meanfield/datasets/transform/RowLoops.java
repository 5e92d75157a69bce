package io.meanfield.datasets.transform;

/** The inner loop of {@link Resampling}. All implementations give the same bits. Without state. */
sealed interface RowLoops permits PlainRowLoops, VectorRowLoops {

  /** Adds weight times the unsigned bytes from a place on to as many sums as there are. */
  void add(byte[] bytes, int from, float weight, float[] sums);

  static RowLoops fastest() {
    return PixelLoops.isVectorModulePresent() ? new VectorRowLoops() : new PlainRowLoops();
  }
}
