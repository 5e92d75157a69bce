package io.meanfield.worker.sync.wire;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Finds the k-th largest magnitude by its bits, which are in the order of the magnitudes: a count
 * by the first 11, among those that share them by the next 10, and by the last 10. Used by one
 * thread.
 */
final class KthLargest {
  private static final int[] SHIFTS = {20, 10, 0};
  private static final int CHUNK = 512;

  private final int[] counts = new int[1 << 11];
  private final float[] chunk = new float[CHUNK];

  /**
   * A magnitude.
   *
   * @param magnitude its bits
   * @param numOfIt how many of the k largest have just it
   */
  record Found(int magnitude, int numOfIt) {}

  /** The bits of an absolute value: larger ones have larger bits, NaNs the largest. */
  static int magnitude(float value) {
    return Float.floatToRawIntBits(value) & PlainLoops.ABSOLUTE;
  }

  /**
   * @param k from 1 to the number of values; 0 of none
   */
  Found of(FloatBuffer values, int k) {
    int known = 0;
    int knownShift = Integer.SIZE - 1;
    int left = k;
    for (int shift : SHIFTS) {
      count(values, known, knownShift, shift);
      int digit = counts.length - 1;
      while (digit > 0 && counts[digit] < left) {
        left -= counts[digit--];
      }
      known |= digit << shift;
      knownShift = shift;
    }
    return new Found(known, left);
  }

  /** Counts magnitudes that are as the known one above a bit, by the next ones above another. */
  private void count(FloatBuffer values, int known, int knownShift, int shift) {
    Arrays.fill(counts, 0);
    int digits = (1 << (knownShift - shift)) - 1;
    for (int from = values.position(); from < values.limit(); from += CHUNK) {
      int length = Math.min(CHUNK, values.limit() - from);
      values.get(from, chunk, 0, length);
      for (int i = 0; i < length; i++) {
        int bits = magnitude(chunk[i]);
        if (bits >>> knownShift == known >>> knownShift) {
          counts[(bits >>> shift) & digits]++;
        }
      }
    }
  }
}
