package io.meanfield.worker.optim;

import io.meanfield.worker.optim.Optimizer.Vectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inner loops of optimizers over elements [from, to) of a chunk; element i has its state at
 * offset + i. Each operation is rounded to 32 bits by itself and in the order written in {@link
 * PlainLoops}, so all implementations give the same bits. Any number of threads.
 */
sealed interface UpdateLoops permits PlainLoops, VectorLoops {

  /** How many partial sums {@link #addSquares} keeps. */
  int NUM_SUMS = 8;

  void sgd(Vectors vectors, int from, int to, float lr);

  void momentum(Vectors vectors, int offset, int from, int to, Inertia constants);

  void nesterov(Vectors vectors, int offset, int from, int to, Inertia constants);

  void adam(Vectors vectors, int offset, int from, int to, Moments constants);

  /** Adds the square of element i to sum i mod 8, in the order of the elements, in 64 bits. */
  void addSquares(float[] values, int from, int to, double[] sums);

  /** Of momentum: rate and mu. */
  record Inertia(float lr, float mu) {}

  /** Of Adam: the corrected rate and the rest. */
  record Moments(float alpha, float beta1, float beta2, float epsilon) {}

  /** The fastest that this JVM has. */
  static UpdateLoops fastest() {
    return Fastest.LOOPS;
  }

  /** Chosen once, as an optimizer first updates. */
  final class Fastest {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateLoops.class);
    private static final String MODULE = "jdk.incubator.vector";
    private static final UpdateLoops LOOPS = choose();

    private Fastest() {}

    private static UpdateLoops choose() {
      if (ModuleLayer.boot().findModule(MODULE).isPresent()) {
        LOG.info("Updates: {}-bit vectors", VectorLoops.numBits());
        return new VectorLoops();
      }
      LOG.info("Updates: plain loops, same bits but slower; java --add-modules {} helps", MODULE);
      return new PlainLoops();
    }
  }
}
