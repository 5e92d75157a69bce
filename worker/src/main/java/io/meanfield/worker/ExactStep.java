package io.meanfield.worker;

import io.meanfield.worker.FlatUpdater.Stretch;
import io.meanfield.worker.optim.Optimizer.Rate;
import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.sync.FixedTree.Node;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * One optimizer update by all ranks together: gradients to the owners of slices, an update of each
 * slice by its owner, parameters to everyone. Used by one thread.
 */
final class ExactStep {
  private final LocalGradients gradients;
  private final Exchange exchange;
  private final FlatUpdater updater;
  private final Stopwatch stopwatch;

  ExactStep(LocalGradients gradients, Exchange exchange, FlatUpdater updater, Stopwatch stopwatch) {
    this.gradients = gradients;
    this.exchange = exchange;
    this.updater = updater;
    this.stopwatch = stopwatch;
  }

  /**
   * Moves the parameters one step, in place.
   *
   * @param states the optimizer's of the slices that this rank owns, in order, changed in place
   * @param step within the epoch, from 0
   * @param stepOfRun from 0
   */
  void run(FloatBuffer parameters, List<float[][]> states, long step, long stepOfRun) {
    for (Node node : exchange.nodes()) {
      exchange.scatter(node, gradients.over(node, step), stepOfRun);
    }
    List<Stretch> owned = exchange.reduce(states, stepOfRun);
    double squares = updater.clips() ? exchange.sum(squares(parameters, owned), stepOfRun) : 0;
    stopwatch.lap(Phase.REDUCE);
    Rate rate = updater.rate(stepOfRun, stepOfRun + 1);
    owned.forEach(stretch -> updater.update(parameters, stretch, rate, squares));
    stopwatch.lap(Phase.UPDATE);
    exchange.gather(parameters, stepOfRun);
    stopwatch.lap(Phase.REDUCE);
  }

  private double[] squares(FloatBuffer parameters, List<Stretch> owned) {
    return owned.stream().mapToDouble(stretch -> updater.squares(parameters, stretch)).toArray();
  }
}
