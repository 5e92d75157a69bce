package io.meanfield.worker;

import io.meanfield.zoo.Network;
import io.meanfield.zoo.Tensors;
import java.util.function.IntConsumer;

/**
 * A network whose backward passes may be followed, each by someone else. On a GPU they are not:
 * each look at the gradients would copy all of them. Used by one thread.
 */
final class WatchedNetwork {
  private static final IntConsumer NOBODY = from -> {};

  private final Network network;
  private final boolean isFollowed;
  private IntConsumer watcher = NOBODY;

  WatchedNetwork(Network network, Backend backend) {
    this.network = network;
    this.isFollowed = backend == Backend.CPU;
    network.watchGradients(from -> watcher.accept(from));
  }

  Network network() {
    return network;
  }

  double gradient(Tensors batch, long dropoutSeed) {
    return gradient(batch, dropoutSeed, NOBODY);
  }

  /**
   * @param finishedFrom as in {@link Network#watchGradients}; not called on a GPU
   */
  double gradient(Tensors batch, long dropoutSeed, IntConsumer finishedFrom) {
    watcher = isFollowed ? finishedFrom : NOBODY;
    try {
      return network.gradient(batch, dropoutSeed);
    } finally {
      watcher = NOBODY;
    }
  }
}
