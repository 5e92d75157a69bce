package io.meanfield.zoo.kernel;

import java.nio.ByteBuffer;

/**
 * tanh and the logistic function in operations that every CPU rounds alike: the ratio of two
 * polynomials of the Eigen library (MathFunctionsImpl.h, ptanh_float), within 3e-7 of the value.
 */
final class Squash {
  static final float LARGEST = 7.90531110763549805f;

  /** Of x^13, x^11, ... x. */
  static final float P13 = -2.76076847742355e-16f;

  static final float P11 = 2.00018790482477e-13f;
  static final float P9 = -8.60467152213735e-11f;
  static final float P7 = 5.12229709037114e-08f;
  static final float P5 = 1.48572235717979e-05f;
  static final float P3 = 6.37261928875436e-04f;
  static final float P1 = 4.89352455891786e-03f;

  /** Of x^6, x^4, x^2, 1. */
  static final float Q6 = 1.19825839466702e-06f;

  static final float Q4 = 1.18534705686654e-04f;
  static final float Q2 = 2.26843463243900e-03f;
  static final float Q0 = 4.89352518554385e-03f;

  private Squash() {}

  static float tanh(float value) {
    return scaledTanh(value, 1, 0);
  }

  static float logistic(float value) {
    return scaledTanh(value, 0.5f, 0.5f);
  }

  /** scale tanh(scale value) + shift. */
  private static float scaledTanh(float value, float scale, float shift) {
    float x = Math.min(LARGEST, Math.max(-LARGEST, scale * value));
    float y = x * x;
    float p = Math.fma(y, P13, P11);
    p = Math.fma(p, y, P9);
    p = Math.fma(p, y, P7);
    p = Math.fma(p, y, P5);
    p = Math.fma(p, y, P3);
    p = Math.fma(p, y, P1);
    float q = Math.fma(y, Q6, Q4);
    q = Math.fma(q, y, Q2);
    q = Math.fma(q, y, Q0);
    return Math.fma(x * p / q, scale, shift);
  }

  /** Element [index]. */
  static float at(ByteBuffer floats, int index) {
    return floats.getFloat(index * Float.BYTES);
  }

  static void put(ByteBuffer floats, int index, float value) {
    floats.putFloat(index * Float.BYTES, value);
  }
}
