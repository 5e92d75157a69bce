package io.meanfield.worker.optim;

/**
 * The Euclidean norm of a vector that comes in chunks. The squares are summed in 64 bits in eight
 * partial sums, whatever the width of the CPU's vectors. Used by one thread.
 */
public final class GradientNorm {
  private final UpdateLoops loops;
  private final double[] sums = new double[UpdateLoops.NUM_SUMS];

  public GradientNorm(UpdateLoops loops) {
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
    return Math.sqrt(squares);
  }
}
