package io.meanfield.datasets.augment;

import java.nio.FloatBuffer;

/**
 * Mixes every example of a batch with another one (Zhang et al. 2018): x = l x_i + (1 - l) x_j, the
 * labels alike, with l of Beta(alpha, alpha) drawn for each example. The partner of an example is a
 * number of places behind it, around the end of the batch; the number is drawn for each batch. The
 * order of an epoch is random already, so any partner is as good as a random one.
 */
final class Mixup {
  private final SymmetricBeta shares;
  private float[] first = new float[0];
  private float[] current = new float[0];
  private float[] next = new float[0];

  Mixup(double alpha) {
    this.shares = new SymmetricBeta(alpha);
  }

  /**
   * Mixes rows in place. Calls with the same draws and position mix in the same way.
   *
   * @param rows [batch, rowSize]
   * @param firstPosition of the batch, in the order of the epoch
   */
  void mix(FloatBuffer rows, int rowSize, Draws draws, long firstPosition) {
    int size = rows.remaining() / rowSize;
    if (size < 2) {
      return;
    }
    makeRoom(rowSize);
    int distance = 1 + draws.below(size - 1, Draw.MIXUP_PARTNER, firstPosition);
    for (int start = 0, left = size; left > 0; start++) { // each meets a circle of partners
      rows.get(start * rowSize, first, 0, rowSize);
      System.arraycopy(first, 0, current, 0, rowSize);
      int row = start;
      do {
        int partner = (row + distance) % size;
        if (partner == start) {
          System.arraycopy(first, 0, next, 0, rowSize);
        } else {
          rows.get(partner * rowSize, next, 0, rowSize);
        }
        mixCurrent((float) shares.draw(draws, firstPosition + row), rowSize);
        rows.put(row * rowSize, current, 0, rowSize);
        float[] done = current;
        current = next;
        next = done;
        row = partner;
        left--;
      } while (row != start);
    }
  }

  private void mixCurrent(float share, int rowSize) {
    float other = 1 - share;
    for (int i = 0; i < rowSize; i++) {
      current[i] = share * current[i] + other * next[i];
    }
  }

  private void makeRoom(int rowSize) {
    if (first.length < rowSize) {
      first = new float[rowSize];
      current = new float[rowSize];
      next = new float[rowSize];
    }
  }
}
