package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.ByteVectors.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * With the CPU's widest vectors; what is left at the end is plain. To be loaded only where the
 * module jdk.incubator.vector is.
 */
final class VectorRowLoops implements RowLoops {

  @Override
  public void add(byte[] bytes, int from, float weight, float[] sums) {
    int end = ByteVectors.bound(sums.length);
    for (int i = 0; i < end; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, sums, i)
          .add(ByteVectors.floats(bytes, from + i).mul(weight))
          .intoArray(sums, i);
    }
    PlainRowLoops.add(bytes, from, weight, sums, end);
  }
}
