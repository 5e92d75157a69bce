package io.meanfield.worker.sync.wire;

import java.util.Random;

/** Numbers to encode. */
final class SampleValues {
  private static final float[] SPECIAL = {
    0,
    -0f,
    Float.NaN,
    Float.intBitsToFloat(0xffffffff), // a NaN of the other sign and all bits
    Float.intBitsToFloat(0x7f800001), // a NaN whose first 16 bits are infinity's
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    1e-40f,
    Float.MIN_NORMAL,
    Float.intBitsToFloat(0x3f808000), // a tie to the even below
    Float.intBitsToFloat(0x3f818000), // and to the even above
    Float.intBitsToFloat(0x3f818001)
  };

  private SampleValues() {}

  /** Of magnitudes from about 1e-4 to 1e4. */
  static float[] finite(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.exp(3 * random.nextGaussian()));
    }
    return values;
  }

  /** Those and, spread among them, all that is special. */
  static float[] withSpecial(int length, long seed) {
    float[] values = finite(length, seed);
    for (int i = 0; i < length; i += 3) {
      values[i] = SPECIAL[i / 3 % SPECIAL.length];
    }
    return values;
  }

  static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }
}
