package io.meanfield.worker.sync.wire;

/** What the loops of all implementations compute. */
final class PlainLoops implements WireLoops {
  static final int ABSOLUTE = 0x7fffffff;
  static final int INFINITY = 0x7f800000;
  static final int QUIET_NAN_OF_BF16 = 0x40;

  /**
   * 1.5 x 2^23: floats around it are one apart, so adding it rounds to a whole number, which is
   * then the difference of the bits.
   */
  static final float WHOLE = 0x1.8p23f;

  static final int BITS_OF_WHOLE = Float.floatToRawIntBits(WHOLE);

  @Override
  public void toBf16(float[] values, int length, short[] halves) {
    toBf16(values, 0, length, halves);
  }

  static void toBf16(float[] values, int from, int to, short[] halves) {
    for (int i = from; i < to; i++) {
      int bits = Float.floatToRawIntBits(values[i]);
      int high = bits >>> Short.SIZE;
      int rounded = (bits + 0x7fff + (high & 1)) >>> Short.SIZE;
      halves[i] = (short) ((bits & ABSOLUTE) > INFINITY ? high | QUIET_NAN_OF_BF16 : rounded);
    }
  }

  @Override
  public void fromBf16(short[] halves, int length, float[] values) {
    fromBf16(halves, 0, length, values);
  }

  static void fromBf16(short[] halves, int from, int to, float[] values) {
    for (int i = from; i < to; i++) {
      values[i] = Float.intBitsToFloat(halves[i] << Short.SIZE);
    }
  }

  @Override
  public int largestMagnitude(float[] values, int length) {
    return largestMagnitude(values, 0, length);
  }

  static int largestMagnitude(float[] values, int from, int to) {
    int largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Float.floatToRawIntBits(values[i]) & ABSOLUTE);
    }
    return largest;
  }

  @Override
  public void toInt8(float[] values, int length, float scale, byte[] bytes) {
    toInt8(values, 0, length, scale, bytes);
  }

  static void toInt8(float[] values, int from, int to, float scale, byte[] bytes) {
    for (int i = from; i < to; i++) {
      int whole = Float.floatToRawIntBits(values[i] / scale + WHOLE) - BITS_OF_WHOLE;
      bytes[i] = (byte) Math.max(-MAX_INT8, Math.min(MAX_INT8, whole));
    }
  }

  @Override
  public void fromInt8(byte[] bytes, int length, float scale, float[] values) {
    fromInt8(bytes, 0, length, scale, values);
  }

  static void fromInt8(byte[] bytes, int from, int to, float scale, float[] values) {
    for (int i = from; i < to; i++) {
      values[i] = bytes[i] * scale;
    }
  }
}
