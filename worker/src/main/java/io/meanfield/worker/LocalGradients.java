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
  private long numExamples;
  private double lossSum;

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

  /** Examples that gradients were taken of so far. */
  long numExamples() {
    return numExamples;
  }

  /** Their losses' sum. */
  double lossSum() {
    return lossSum;
  }

  /** Summed over a node of the tree, in one step. */
  GradientSum over(Node node, long step) {
    return FixedTree.join(
        node,
        part ->
            part.isLeaf()
                ? Optional.of(of(new Moment(run, round, step, part.low())))
                : Optional.empty(),
        GradientSum::add);
  }

  private GradientSum of(Moment moment) {
    int size = moment.examples().size();
    if (size == 0) {
      return GradientSum.NONE;
    }
    Batch batch = read(moment);
    stopwatch.lap(Phase.READ);
    double loss = network.gradient(BatchTensors.of(batch, network), moment.dropoutSeed());
    lossSum += moment.checked(loss) * size;
    numExamples += size;
    FlatMemory memory = network.memory();
    float[] gradients = new float[run.layout().length()];
    memory.gradients().get(0, gradients);
    statistics.multiply(gradients, memory.numLosses());
    stopwatch.lap(Phase.COMPUTE);
    return new GradientSum(memory.numLosses(), gradients);
  }

  private Batch read(Moment moment) {
    try {
      return reader.read(order, moment.examples());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
