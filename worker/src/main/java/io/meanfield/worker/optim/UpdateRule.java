package io.meanfield.worker.optim;

import io.meanfield.worker.optim.Optimizer.Vectors;

/** The arithmetic of one update, its constants rounded to 32 bits once. Used by one thread. */
@FunctionalInterface
public interface UpdateRule {

  /**
   * Updates a chunk of consecutive parameters in place: elements [0, length) of the parameters and
   * gradients.
   *
   * @param offset where the state of element 0 is in the state vectors
   * @param length at most {@link UpdateLoops#MAX_CHUNK}
   */
  void update(Vectors vectors, int offset, int length);
}
