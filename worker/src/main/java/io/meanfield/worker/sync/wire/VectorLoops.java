package io.meanfield.worker.sync.wire;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link PlainLoops} with the CPU's widest vectors; what is left at the end is plain.
 * To be loaded only where the module jdk.incubator.vector is.
 */
final class VectorLoops implements WireLoops {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  /** As many as floats, where vectors of a half and a quarter of the width exist. */
  private static final boolean HAS_NARROW = FLOATS.vectorBitSize() >= 256;

  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, narrow(Float.SIZE / Short.SIZE));
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, narrow(Float.SIZE / Byte.SIZE));

  private static VectorShape narrow(int times) {
    return VectorShape.forBitSize(HAS_NARROW ? FLOATS.vectorBitSize() / times : Long.SIZE);
  }

  /** The end of what goes by whole vectors. */
  private static int bound(int length) {
    return HAS_NARROW ? FLOATS.loopBound(length) : 0;
  }

  @Override
  public void toBf16(float[] values, int length, short[] halves) {
    int end = bound(length);
    for (int i = 0; i < end; i += FLOATS.length()) {
      IntVector bits = bits(values, i);
      IntVector high = bits.lanewise(VectorOperators.LSHR, Short.SIZE);
      IntVector rounded =
          bits.add(0x7fff).add(high.and(1)).lanewise(VectorOperators.LSHR, Short.SIZE);
      VectorMask<Integer> isNan =
          bits.and(PlainLoops.ABSOLUTE).compare(VectorOperators.GT, PlainLoops.INFINITY);
      IntVector half = rounded.blend(high.or(PlainLoops.QUIET_NAN_OF_BF16), isNan);
      ((ShortVector) half.convertShape(VectorOperators.I2S, SHORTS, 0)).intoArray(halves, i);
    }
    PlainLoops.toBf16(values, end, length, halves);
  }

  @Override
  public void fromBf16(short[] halves, int length, float[] values) {
    int end = bound(length);
    for (int i = 0; i < end; i += FLOATS.length()) {
      IntVector half =
          (IntVector)
              ShortVector.fromArray(SHORTS, halves, i).convertShape(VectorOperators.S2I, INTS, 0);
      half.lanewise(VectorOperators.LSHL, Short.SIZE).reinterpretAsFloats().intoArray(values, i);
    }
    PlainLoops.fromBf16(halves, end, length, values);
  }

  @Override
  public int largestMagnitude(float[] values, int length) {
    int end = FLOATS.loopBound(length);
    IntVector largest = IntVector.zero(INTS);
    for (int i = 0; i < end; i += FLOATS.length()) {
      largest = largest.max(bits(values, i).and(PlainLoops.ABSOLUTE));
    }
    return Math.max(
        largest.reduceLanes(VectorOperators.MAX), PlainLoops.largestMagnitude(values, end, length));
  }

  @Override
  public void toInt8(float[] values, int length, float scale, byte[] bytes) {
    int end = bound(length);
    for (int i = 0; i < end; i += FLOATS.length()) {
      FloatVector rounded =
          FloatVector.fromArray(FLOATS, values, i).div(scale).add(PlainLoops.WHOLE);
      IntVector whole =
          rounded.reinterpretAsInts().sub(PlainLoops.BITS_OF_WHOLE).min(MAX_INT8).max(-MAX_INT8);
      ((ByteVector) whole.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(bytes, i);
    }
    PlainLoops.toInt8(values, end, length, scale, bytes);
  }

  @Override
  public void fromInt8(byte[] bytes, int length, float scale, float[] values) {
    int end = bound(length);
    for (int i = 0; i < end; i += FLOATS.length()) {
      FloatVector whole =
          (FloatVector)
              ByteVector.fromArray(BYTES, bytes, i).convertShape(VectorOperators.B2F, FLOATS, 0);
      whole.mul(scale).intoArray(values, i);
    }
    PlainLoops.fromInt8(bytes, end, length, scale, values);
  }

  private static IntVector bits(float[] values, int index) {
    return FloatVector.fromArray(FLOATS, values, index).reinterpretAsInts();
  }
}
