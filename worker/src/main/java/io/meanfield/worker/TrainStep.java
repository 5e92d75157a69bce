package io.meanfield.worker;

import io.meanfield.worker.protocol.Phase;
import io.meanfield.zoo.Network;
import io.meanfield.zoo.Tensors;

/** One optimizer update by one replica. Used by one thread. */
final class TrainStep {
  private final Network network;
  private final FlatUpdater updater;
  private final Stopwatch stopwatch;

  TrainStep(Network network, FlatUpdater updater, Stopwatch stopwatch) {
    this.network = network;
    this.updater = updater;
    this.stopwatch = stopwatch;
  }

  /** Where a step stands: in the run from 0, and among the replica's own updates from 1. */
  record At(long step, long numUpdates, long dropoutSeed) {}

  /**
   * Moves the network one step against the gradient of the batch's mean loss, and returns it.
   *
   * @param state the optimizer's, changed in place
   */
  double run(Tensors batch, float[][] state, At at) {
    double loss = network.gradient(batch, at.dropoutSeed());
    stopwatch.lap(Phase.COMPUTE);
    updater.update(network.memory(), state, at.step(), at.numUpdates());
    stopwatch.lap(Phase.UPDATE);
    return loss;
  }
}
