package io.meanfield.worker.sync;

import io.meanfield.worker.sync.wire.WireFormat;

/** Every replica makes H steps by itself; then their parameters are averaged and moved on. */
public sealed interface LocalSteps extends SyncStrategy permits Average, Diloco {

  /** H. */
  int localSteps();

  /** How deltas travel to the owners of slices, who sum them in 32 bits. */
  WireFormat wire();

  /** How many steps the run makes exactly before its first round. */
  StepCount exactFirst();

  @Override
  default int stepsPerRound() {
    return localSteps();
  }

  /** How many state vectors slice owners keep between rounds, all zero at the start. */
  int numStateVectors();

  /**
   * The outer step: moves parameters[from..to) against the mean delta.
   *
   * @param slice changed in place
   * @param delta mean over the replicas: start of the round minus its end
   */
  void outerStep(Slice slice, float[] delta, int from, int to);

  /** Checks what every strategy of this kind is told. */
  static void check(int localSteps) {
    if (localSteps < 1) {
      throw new IllegalArgumentException(
          "expected local-steps to be at least 1, found " + localSteps);
    }
  }
}
