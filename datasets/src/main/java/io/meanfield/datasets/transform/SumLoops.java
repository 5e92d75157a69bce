package io.meanfield.datasets.transform;

/**
 * The inner loop of {@link ImageStatistics}: sums of unsigned bytes and of their squares, of each
 * channel. All implementations give the same numbers. Without state.
 */
sealed interface SumLoops permits PlainSumLoops, VectorSumLoops {

  /**
   * @param bytes of which the first is of channel 0, the next of channel 1, and so on in turn
   * @param sums [channels], to which is added
   * @param squares [channels], likewise
   */
  void add(byte[] bytes, long[] sums, long[] squares);

  /** The fastest for images of so many values. */
  static SumLoops of(int numValues) {
    return numValues >= PixelLoops.NUM_VALUES_OF_LARGE && PixelLoops.isVectorModulePresent()
        ? new VectorSumLoops()
        : new PlainSumLoops();
  }
}
