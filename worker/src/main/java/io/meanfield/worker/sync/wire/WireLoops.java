package io.meanfield.worker.sync.wire;

import io.meanfield.zoo.kernel.VectorModule;

/**
 * The inner loops of codecs, over the first elements of arrays. All implementations give the same
 * bits. Used by one thread.
 */
sealed interface WireLoops permits PlainLoops, VectorLoops {

  /** Where vectors begin that are worth compiling the Vector API's loops for, as optimizers do. */
  int NUM_VALUES_OF_LARGE = 1 << 19;

  int MAX_INT8 = 127;

  /** Rounds to the first 16 bits, ties to even. A NaN stays one. */
  void toBf16(float[] values, int length, short[] halves);

  void fromBf16(short[] halves, int length, float[] values);

  /** The bits of the greatest absolute value; those of a NaN are above infinity's. */
  int largestMagnitude(float[] values, int length);

  /**
   * Rounds value / scale to a whole number, ties to even, and to no more than 127 either way.
   *
   * @param scale above zero; no value is 2^22 times as large
   */
  void toInt8(float[] values, int length, float scale, byte[] bytes);

  void fromInt8(byte[] bytes, int length, float scale, float[] values);

  /** The fastest for so many values. */
  static WireLoops of(int numValues) {
    return numValues >= NUM_VALUES_OF_LARGE && VectorModule.isPresent()
        ? new VectorLoops()
        : new PlainLoops();
  }
}
