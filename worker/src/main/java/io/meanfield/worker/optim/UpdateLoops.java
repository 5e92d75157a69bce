package io.meanfield.worker.optim;

import io.meanfield.worker.optim.Optimizer.Vectors;
import io.meanfield.zoo.kernel.VectorModule;

/**
 * The inner loops of optimizers over elements [from, to) of a chunk; element i has its state at
 * offset + i. Each operation is rounded to 32 bits by itself and in the order written in {@link
 * PlainLoops}, so all implementations give the same bits. Used by one thread.
 */
public sealed interface UpdateLoops permits PlainLoops, VectorLoops {

  /** The longest chunk, in floats: longer ones were seen to be slower. */
  int MAX_CHUNK = 512;

  /** Where networks begin that no core's own cache holds with their gradients and state. */
  int NUM_PARAMETERS_OF_LARGE = 1 << 19;

  /** How many partial sums {@link #addSquares} keeps. */
  int NUM_SUMS = 8;

  void sgd(Vectors vectors, int from, int to, float lr);

  void momentum(Vectors vectors, int offset, int from, int to, Inertia constants);

  void nesterov(Vectors vectors, int offset, int from, int to, Inertia constants);

  void adam(Vectors vectors, int offset, int from, int to, Moments constants);

  /**
   * Adds the square of element i to sum i mod 8, in the order of the elements, in 64 bits.
   *
   * @param from a multiple of 8
   */
  void addSquares(float[] values, int from, int to, double[] sums);

  /** Of momentum: rate and mu. */
  record Inertia(float lr, float mu) {}

  /** Of Adam: the corrected rate and the rest. */
  record Moments(float alpha, float beta1, float beta2, float epsilon) {}

  /**
   * The fastest for so many parameters. A JVM needs about a second until the Vector API's are
   * compiled, which only large networks win back.
   */
  static UpdateLoops of(int numParameters) {
    return numParameters >= NUM_PARAMETERS_OF_LARGE && VectorModule.isPresent()
        ? new VectorLoops()
        : new PlainLoops();
  }
}
