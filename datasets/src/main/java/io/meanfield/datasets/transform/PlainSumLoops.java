package io.meanfield.datasets.transform;

/** One by one. */
final class PlainSumLoops implements SumLoops {

  @Override
  public void add(byte[] bytes, long[] sums, long[] squares) {
    add(bytes, 0, sums, squares);
  }

  /**
   * @param start the first byte that is still to be added, of channel 0
   */
  static void add(byte[] bytes, int start, long[] sums, long[] squares) {
    for (int channel = 0; channel < sums.length; channel++) {
      long sum = 0;
      long square = 0;
      for (int i = start + channel; i < bytes.length; i += sums.length) {
        int value = Byte.toUnsignedInt(bytes[i]);
        sum += value;
        square += value * value;
      }
      sums[channel] += sum;
      squares[channel] += square;
    }
  }
}
