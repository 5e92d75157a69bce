package io.meanfield.datasets.transform;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Unsigned bytes as the CPU's widest vectors of floats or ints. To be loaded only where the module
 * jdk.incubator.vector is.
 */
final class ByteVectors {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  /** As many as floats, where vectors of a quarter of the width exist. */
  private static final boolean HAS_NARROW = FLOATS.vectorBitSize() >= 256;

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(
          byte.class,
          VectorShape.forBitSize(HAS_NARROW ? FLOATS.vectorBitSize() / Float.BYTES : Long.SIZE));

  private ByteVectors() {}

  /** The end of what goes by whole vectors. */
  static int bound(int length) {
    return HAS_NARROW ? FLOATS.loopBound(length) : 0;
  }

  static IntVector ints(byte[] bytes, int from) {
    IntVector signed =
        (IntVector)
            ByteVector.fromArray(BYTES, bytes, from).convertShape(VectorOperators.B2I, INTS, 0);
    return signed.and(0xff);
  }

  static FloatVector floats(byte[] bytes, int from) {
    return (FloatVector) ints(bytes, from).convert(VectorOperators.I2F, 0);
  }
}
