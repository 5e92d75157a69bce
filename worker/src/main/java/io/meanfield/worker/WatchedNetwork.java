package io.meanfield.worker;

import io.meanfield.zoo.Network;
import io.meanfield.zoo.Tensors;
import java.util.function.IntConsumer;

/** A network whose backward passes may be followed, each by someone else. Used by one thread. */
final class WatchedNetwork {
  private static final IntConsumer NOBODY = from -> {};

  private final Network network;
  private IntConsumer watcher = NOBODY;

  WatchedNetwork(Network network) {
    this.network = network;
    network.watchGradients(from -> watcher.accept(from));
  }

  Network network() {
    return network;
  }

  double gradient(Tensors batch, long dropoutSeed) {
    return gradient(batch, dropoutSeed, NOBODY);
  }

  /**
   * @param finishedFrom as in {@link Network#watchGradients}
   */
  double gradient(Tensors batch, long dropoutSeed, IntConsumer finishedFrom) {
    watcher = finishedFrom;
    try {
      return network.gradient(batch, dropoutSeed);
    } finally {
      watcher = NOBODY;
    }
  }
}
