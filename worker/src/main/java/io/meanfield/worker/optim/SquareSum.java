package io.meanfield.worker.optim;

/**
 * The sum of the squares of a vector that comes in chunks: its Euclidean norm before the root. It
 * is taken in 64 bits in eight partial sums, whatever the width of the CPU's vectors. Used by one
 * thread.
 */
public final class SquareSum {
  private final UpdateLoops loops;
  private final double[] sums = new double[UpdateLoops.NUM_SUMS];

  public SquareSum(UpdateLoops loops) {
    this.loops = loops;
  }

  /** Adds elements [0, length) of a chunk. */
  public void add(float[] chunk, int length) {
    loops.addSquares(chunk, 0, length, sums);
  }

  /** Of all that was added; infinite or NaN if something of it was. */
  public double value() {
    double squares = 0;
    for (double sum : sums) {
      squares += sum;
    }
    return squares;
  }
}
