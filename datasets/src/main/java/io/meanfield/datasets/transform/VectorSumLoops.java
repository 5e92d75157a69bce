package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.ByteVectors.INTS;

import jdk.incubator.vector.IntVector;

/**
 * With the CPU's widest vectors, of which as many as there are channels hold whole pixels; what is
 * left at the end is plain. To be loaded only where the module jdk.incubator.vector is.
 */
final class VectorSumLoops implements SumLoops {

  /** So many squares of bytes fit into an int. */
  static final int MAX_STEPS = 1 << 15;

  @Override
  public void add(byte[] bytes, long[] sums, long[] squares) {
    int block = sums.length * INTS.length();
    int end = ByteVectors.bound(bytes.length) / block * block;
    for (int from = 0; from < end; ) {
      int to = (int) Math.min(end, from + (long) MAX_STEPS * block);
      for (int lane = 0; lane < block; lane += INTS.length()) {
        addLanes(bytes, from + lane, to, sums, squares);
      }
      from = to;
    }
    PlainSumLoops.add(bytes, end, sums, squares);
  }

  private static void addLanes(byte[] bytes, int from, int to, long[] sums, long[] squares) {
    int block = sums.length * INTS.length();
    IntVector sum = IntVector.zero(INTS);
    IntVector square = IntVector.zero(INTS);
    for (int i = from; i < to; i += block) {
      IntVector values = ByteVectors.ints(bytes, i);
      sum = sum.add(values);
      square = square.add(values.mul(values));
    }
    int[] sumsOfLanes = sum.toIntArray();
    int[] squaresOfLanes = square.toIntArray();
    for (int lane = 0; lane < sumsOfLanes.length; lane++) {
      int channel = (from + lane) % sums.length;
      sums[channel] += sumsOfLanes[lane];
      squares[channel] += squaresOfLanes[lane];
    }
  }
}
