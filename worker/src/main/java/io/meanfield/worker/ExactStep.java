package io.meanfield.worker;

import io.meanfield.worker.FlatUpdater.Extent;
import io.meanfield.worker.FlatUpdater.Memory;
import io.meanfield.worker.LocalGradients.Listener;
import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.sync.FixedTree.Node;
import io.meanfield.worker.sync.Stretch;
import java.nio.FloatBuffer;

/**
 * One optimizer update by all ranks together: gradients to the owners of slices, an update of each
 * slice by its owner, parameters to everyone. Used by one thread.
 */
final class ExactStep {
  private final LocalGradients gradients;
  private final Exchange exchange;
  private final Mirrors mirrors;
  private final FlatUpdater updater;
  private final Stopwatch stopwatch;

  ExactStep(
      LocalGradients gradients,
      Exchange exchange,
      Mirrors mirrors,
      FlatUpdater updater,
      Stopwatch stopwatch) {
    this.gradients = gradients;
    this.exchange = exchange;
    this.mirrors = mirrors;
    this.updater = updater;
    this.stopwatch = stopwatch;
  }

  /**
   * Moves the parameters one step, in place.
   *
   * @param own the slices that this rank owns, moved one step too
   * @param step within the epoch, from 0
   * @param stepOfRun from 0
   */
  void run(FloatBuffer parameters, Holding own, long step, long stepOfRun) {
    for (Node node : exchange.nodes()) {
      exchange.count(node, gradients.over(node, step, sending(node, stepOfRun)), stepOfRun);
    }
    Counts counts = exchange.counts(stepOfRun);
    mirrors.begin(own);
    Extent extent = extent(own, counts.numLosses(), stepOfRun);
    for (Stretch bucket : exchange.buckets()) {
      if (!updater.clips()) {
        reduce(bucket, own, counts.numLosses(), stepOfRun); // is in the CPU's caches for the update
      }
      stopwatch.lap(Phase.REDUCE);
      Memory next = own.prepare(bucket);
      updater.update(next, bucket, extent);
      stopwatch.lap(Phase.UPDATE);
      exchange.publish(bucket, next, stepOfRun);
      parameters.put(bucket.from(), next.parameters(bucket), 0, bucket.length());
      stopwatch.lap(Phase.REDUCE);
    }
    own.end(stepOfRun + 1, counts);
    exchange.gather(parameters, stepOfRun);
    mirrors.follow(updater, extent, counts, parameters, stepOfRun);
    exchange.end();
    gradients.takeBack();
    stopwatch.lap(Phase.REDUCE);
  }

  private void reduce(Stretch bucket, Holding own, long numLosses, long stepOfRun) {
    exchange.reduce(bucket, own, numLosses, stepOfRun);
    mirrors.tell(bucket, own, stepOfRun);
  }

  /** Sends buckets of late layers while early ones are still computed. */
  private Listener sending(Node node, long stepOfRun) {
    return (sums, complete) -> {
      exchange.scatter(node, sums, complete, stepOfRun);
      stopwatch.lap(Phase.REDUCE);
    };
  }

  /** Where the gradient is clipped its length is needed, so all buckets are summed first. */
  private Extent extent(Holding own, long numLosses, long stepOfRun) {
    double squares = 0;
    if (updater.clips()) {
      exchange.buckets().forEach(bucket -> reduce(bucket, own, numLosses, stepOfRun));
      double[] ofSlices =
          own.slices().stream()
              .mapToDouble(slice -> updater.squares(own.before(), own.stretch(slice), numLosses))
              .toArray();
      squares = exchange.sum(ofSlices, stepOfRun);
    }
    return new Extent(updater.rate(stepOfRun, stepOfRun + 1), numLosses, squares);
  }
}
