package io.meanfield.datasets.transform;

import java.util.List;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Computes with the CPU's widest vectors; what is left at the end is computed one by one. To be
 * loaded only where the module jdk.incubator.vector is.
 */
final class VectorPixelLoops implements PixelLoops {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  /** As many as floats, where vectors of a quarter of the width exist. */
  private static final boolean HAS_NARROW = FLOATS.vectorBitSize() >= 256;

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(
          byte.class,
          VectorShape.forBitSize(HAS_NARROW ? FLOATS.vectorBitSize() / Float.BYTES : Long.SIZE));

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
    int end = HAS_NARROW ? FLOATS.loopBound(length) : 0;
    int lane = 0;
    for (int i = 0; i < end; i += FLOATS.length()) {
      IntVector signed =
          (IntVector)
              ByteVector.fromArray(BYTES, bytes, i).convertShape(VectorOperators.B2I, INTS, 0);
      FloatVector values = (FloatVector) signed.and(0xff).convert(VectorOperators.I2F, 0);
      values
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
