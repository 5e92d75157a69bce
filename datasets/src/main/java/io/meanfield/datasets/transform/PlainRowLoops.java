package io.meanfield.datasets.transform;

/** One by one. */
final class PlainRowLoops implements RowLoops {

  @Override
  public void add(byte[] bytes, int from, float weight, float[] sums) {
    add(bytes, from, weight, sums, 0);
  }

  /**
   * @param start the first of the sums that is still to be added to
   */
  static void add(byte[] bytes, int from, float weight, float[] sums, int start) {
    for (int i = start; i < sums.length; i++) {
      sums[i] += weight * (bytes[from + i] & 0xff);
    }
  }
}
