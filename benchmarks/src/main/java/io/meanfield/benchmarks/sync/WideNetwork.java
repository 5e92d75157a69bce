package io.meanfield.benchmarks.sync;

import io.meanfield.benchmarks.sync.Trainer.Heap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network with almost all of its parameters in one layer, and little to compute.
 *
 * @param name its millions of parameters
 * @param hidden h of its h^2 + 12 h + 2 parameters
 * @param heap of the processes that train it
 * @param roundsOfCheckpoint after so many rounds, what is kept of them to recover fills memory
 */
record WideNetwork(String name, int hidden, Heap heap, int roundsOfCheckpoint) {
  static final WideNetwork M1 = new WideNetwork("1M", 994, new Heap(1024, 1024), 1000);
  static final WideNetwork M25 = new WideNetwork("25M", 4994, new Heap(2048, 2048), 6);
  static final WideNetwork M125 = new WideNetwork("125M", 11174, new Heap(6500, 6500), 2);

  static final List<WideNetwork> ALL = List.of(M1, M25, M125);

  /**
   * Trains it on as many executors as the cluster has, one replica each.
   *
   * @param shape of the run: steps of an epoch, and of a round
   */
  RunEvents train(StandaloneCluster cluster, Path folder, Strategy strategy, Shape shape) {
    int replicas = cluster.numWorkers();
    String run = "%s-%s-x%d".formatted(strategy.word(), name, replicas);
    Path table = folder.resolve(run + ".csv");
    Samples.numbers(table, replicas * shape.stepsOfEpoch());
    List<String> overrides = new ArrayList<>(strategy.section("" + shape.stepsOfRound()));
    overrides.add("dataset.source.train=[%s]".formatted(table));
    overrides.add("dataset.shards=" + folder.resolve(run + "-shards"));
    overrides.add("model.hidden=[%d, %d]".formatted(hidden, hidden));
    overrides.add("training.replicas=" + replicas);
    overrides.add("training.epochs=" + shape.epochs());
    overrides.add("checkpoint.every-rounds=" + roundsOfCheckpoint);
    return new Trainer(cluster, folder, heap)
        .train(run, Checkout.configuration("average"), overrides);
  }

  /** Memory of the driver and so many executors, which have it outside of Java's heap too. */
  int gigabytes(int numExecutors) {
    double outside = 2.0 * Float.BYTES * hidden * hidden / 1e6; // parameters and gradients
    double megabytes = heap.driverMegabytes() + numExecutors * (heap.executorMegabytes() + outside);
    return (int) Math.ceil(megabytes / 1e3);
  }

  /** How a run is divided; an epoch's last round has what is left of its steps. */
  record Shape(int epochs, int stepsOfEpoch, int stepsOfRound) {}
}
