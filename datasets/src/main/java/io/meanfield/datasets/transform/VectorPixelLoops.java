package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.ByteVectors.FLOATS;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * Computes with the CPU's widest vectors; what is left at the end is computed one by one. To be
 * loaded only where the module jdk.incubator.vector is.
 */
final class VectorPixelLoops implements PixelLoops {
  private final float[] factors; // [channels * lanes], of the channels in turn
  private final float[] offsets; // likewise

  VectorPixelLoops(List<Scale> scales) {
    factors = new float[scales.size() * FLOATS.length()];
    offsets = new float[factors.length];
    for (int i = 0; i < factors.length; i++) {
      Scale scale = scales.get(i % scales.size());
      factors[i] = scale.factor();
      offsets[i] = scale.offset();
    }
  }

  @Override
  public void scale(byte[] bytes, int length, float[] numbers) {
    int end = ByteVectors.bound(length);
    int lane = 0;
    for (int i = 0; i < end; i += FLOATS.length()) {
      ByteVectors.floats(bytes, i)
          .fma(
              FloatVector.fromArray(FLOATS, factors, lane),
              FloatVector.fromArray(FLOATS, offsets, lane))
          .intoArray(numbers, i);
      lane += FLOATS.length();
      if (lane == factors.length) {
        lane = 0;
      }
    }
    for (int i = end; i < length; i++) {
      int place = i % factors.length;
      numbers[i] = Math.fma((float) (bytes[i] & 0xff), factors[place], offsets[place]);
    }
  }
}
