package io.meanfield.worker;

import io.meanfield.datasets.Batch;
import io.meanfield.worker.optim.Optimizer.Vectors;
import io.meanfield.worker.protocol.Phase;
import io.meanfield.zoo.Network;

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
   * Moves the parameters one step against the gradient of the batch's mean loss, and returns it.
   */
  double run(Batch batch, Vectors vectors, At at) {
    network.setParameters(vectors.parameters());
    double loss = network.gradient(BatchTensors.of(batch), at.dropoutSeed());
    network.readGradients(vectors.gradients());
    stopwatch.lap(Phase.COMPUTE);
    updater.update(vectors, at.step(), at.numUpdates());
    stopwatch.lap(Phase.UPDATE);
    return loss;
  }
}
