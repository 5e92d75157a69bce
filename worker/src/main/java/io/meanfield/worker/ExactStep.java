package io.meanfield.worker;

import io.meanfield.worker.FlatUpdater.Extent;
import io.meanfield.worker.FlatUpdater.Memory;
import io.meanfield.worker.optim.Optimizer.Rate;
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
      exchange.scatter(node, gradients.over(node, step), stepOfRun);
    }
    Memory next = mirrors.begin(own);
    double squares = updater.clips() ? squares(next, own, stepOfRun) : 0;
    Rate rate = updater.rate(stepOfRun, stepOfRun + 1);
    Counts counts = Counts.NONE;
    for (Stretch bucket : exchange.buckets()) {
      counts = exchange.reduce(bucket, own.gradients(), stepOfRun);
      mirrors.tell(bucket, own, counts, stepOfRun);
      stopwatch.lap(Phase.REDUCE);
      updater.update(next, bucket, new Extent(rate, counts.numLosses(), squares));
      stopwatch.lap(Phase.UPDATE);
      exchange.publish(bucket, next, parameters, stepOfRun);
    }
    own.end(stepOfRun + 1, counts);
    exchange.gather(parameters, stepOfRun);
    mirrors.follow(updater, rate, squares, stepOfRun);
    gradients.takeBack();
    stopwatch.lap(Phase.REDUCE);
  }

  /** Of the whole gradient, which has to be there before any of it is used. */
  private double squares(Memory next, Holding own, long stepOfRun) {
    long numLosses = 0;
    for (Stretch bucket : exchange.buckets()) {
      numLosses = exchange.reduce(bucket, own.gradients(), stepOfRun).numLosses();
    }
    long ofAll = numLosses;
    return exchange.sum(
        own.slices().stream()
            .mapToDouble(slice -> updater.squares(next, own.stretch(slice), ofAll))
            .toArray(),
        stepOfRun);
  }
}
