package io.meanfield.worker;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.plan.EpochOrder;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.FixedTree;
import io.meanfield.worker.sync.FixedTree.Node;
import io.meanfield.zoo.FlatMemory;
import io.meanfield.zoo.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The gradients of the replicas that one rank computes in a round. Used by one thread. */
final class LocalGradients {
  private final RunSpec run;
  private final RoundSpec round;
  private final Network network;
  private final BatchReader reader;
  private final EpochOrder order;
  private final Statistics statistics;
  private final Stopwatch stopwatch;
  private final Deque<float[]> spare = new ArrayDeque<>();
  private final List<float[]> lent = new ArrayList<>();

  LocalGradients(
      RunSpec run, RoundSpec round, Network network, BatchReader reader, Stopwatch stopwatch) {
    this.run = run;
    this.round = round;
    this.network = network;
    this.reader = reader;
    this.order = run.data().order(run.seed(), round.epoch());
    this.statistics = new Statistics(run.layout());
    this.stopwatch = stopwatch;
  }

  /** Summed over a node of the tree, in one step. The array is the caller's until it is back. */
  GradientSum over(Node node, long step) {
    GradientSum sum =
        FixedTree.join(
            node,
            part ->
                part.isLeaf()
                    ? Optional.of(of(new Moment(run, round, step, part.low())))
                    : Optional.empty(),
            this::add);
    lent.add(sum.values());
    return sum;
  }

  /** Nobody needs any more what was given so far. */
  void takeBack() {
    lent.stream().filter(array -> array.length > 0).forEach(spare::push);
    lent.clear();
  }

  private GradientSum of(Moment moment) {
    int size = moment.examples().size();
    if (size == 0) {
      return GradientSum.NONE;
    }
    Batch batch = read(moment);
    stopwatch.lap(Phase.READ);
    double loss = network.gradient(BatchTensors.of(batch, network), moment.dropoutSeed());
    FlatMemory memory = network.memory();
    float[] gradients = spare.isEmpty() ? new float[run.layout().length()] : spare.pop();
    memory.gradients().get(0, gradients);
    statistics.multiply(gradients, memory.numLosses());
    stopwatch.lap(Phase.COMPUTE);
    return new GradientSum(
        new Counts(memory.numLosses(), size, moment.checked(loss) * size), gradients);
  }

  private GradientSum add(GradientSum left, GradientSum right) {
    if (left == GradientSum.NONE || right == GradientSum.NONE) {
      return left == GradientSum.NONE ? right : left;
    }
    float[] sum = left.values();
    float[] other = right.values();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    spare.push(other);
    stopwatch.lap(Phase.COMPUTE);
    return new GradientSum(left.counts().plus(right.counts()), sum);
  }

  private Batch read(Moment moment) {
    try {
      return reader.read(order, moment.examples());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
