package io.meanfield.driver.round;

import io.meanfield.driver.round.TinyRun.Work;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.sync.Contribution;
import io.meanfield.worker.sync.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Twins of the executors: each runs one replica and owns the slice of the same number. A killed one
 * forgets everything, hears nothing for a while, and computes again what it has lost.
 */
final class SimulatedExecutors {
  private static final int MAX_COMPUTE_TIME = 20;
  private static final int MAX_DOWN_TIME = 300;

  private final TinyRun run;
  private final SimulatedNetwork network;
  private final List<Executor> executors = new ArrayList<>();
  private SimulatedDriver driver;

  SimulatedExecutors(TinyRun run, SimulatedNetwork network) {
    this.run = run;
    this.network = network;
    for (int i = 0; i < run.numReplicas(); i++) {
      executors.add(new Executor(i));
    }
  }

  /**
   * To a replica: run this round.
   *
   * @param origin where its state comes from
   */
  record Start(
      RoundKey key,
      RoundSpec round,
      float[] parameters,
      RoundKey origin,
      SimulatedLineage lineage) {}

  /** From a replica to the driver. */
  record Arrived(Arrival arrival, List<String> examples) {}

  /**
   * To the owner of a slice: these replicas have arrived, reduce them.
   *
   * @param origin where the slice before the round comes from
   */
  record Reduce(RoundKey key, List<Integer> arrived, RoundKey origin, SimulatedLineage lineage) {}

  /** From the owner of a slice to the driver. */
  record Reduced(RoundKey key, int number, Slice slice, List<String> examples) {}

  /** From a replica to the owner of a slice. */
  private record Delta(RoundKey key, Contribution contribution, List<String> examples) {}

  /** From now on messages arrive at this driver, those too that were sent to the one before. */
  void connect(SimulatedDriver newDriver) {
    driver = newDriver;
  }

  void start(int replica, Start message) {
    network.send(() -> executors.get(replica).start(message));
  }

  void reduce(int slice, Reduce message) {
    network.send(() -> executors.get(slice).reduce(message));
  }

  void killOne() {
    executors.get(network.anyOf(executors.size())).kill();
  }

  private final class Executor {
    private final int number;
    private final Map<RoundKey, ReplicaState> states = new HashMap<>();
    private final Map<RoundKey, Slice> slices = new HashMap<>();
    private final Map<RoundKey, Map<Integer, Delta>> deltas = new HashMap<>();
    private final Map<RoundKey, Reduce> toReduce = new HashMap<>();
    private int life;
    private boolean isDown;

    Executor(int number) {
      this.number = number;
    }

    void start(Start message) {
      if (isDown) {
        return;
      }
      int thisLife = life;
      network.after(
          network.computeTime(MAX_COMPUTE_TIME),
          () -> {
            if (life == thisLife) {
              compute(message);
            }
          });
    }

    private void compute(Start message) {
      ReplicaState before =
          states.computeIfAbsent(
              message.origin(), origin -> message.lineage().replica(number, origin));
      Work work = run.work(message.round(), before, message.parameters());
      states.put(message.key(), work.state());
      Arrival arrival = new Arrival(message.key(), number, work.examples().size());
      network.send(() -> driver.arrived(new Arrived(arrival, work.examples())));
      for (Executor owner : executors) {
        Contribution part = run.cut(work.contribution(), owner.number);
        network.send(() -> owner.take(new Delta(message.key(), part, work.examples())));
      }
    }

    private void take(Delta delta) {
      if (!isDown) {
        deltas
            .computeIfAbsent(delta.key(), key -> new HashMap<>())
            .put(delta.contribution().replica(), delta);
        reduceIfComplete(delta.key());
      }
    }

    void reduce(Reduce message) {
      if (!isDown) {
        toReduce.put(message.key(), message);
        reduceIfComplete(message.key());
      }
    }

    private void reduceIfComplete(RoundKey key) {
      Reduce message = toReduce.get(key);
      Map<Integer, Delta> here = deltas.getOrDefault(key, Map.of());
      if (message == null || !here.keySet().containsAll(message.arrived())) {
        return;
      }
      Slice old =
          slices.computeIfAbsent(
              message.origin(), origin -> message.lineage().slice(number, origin));
      List<Delta> arrived = message.arrived().stream().map(here::get).toList();
      Slice next = run.reduce(number, old, arrived.stream().map(Delta::contribution).toList());
      slices.put(key, next);
      List<String> examples = arrived.stream().flatMap(d -> d.examples().stream()).toList();
      network.send(() -> driver.reduced(new Reduced(key, number, next, examples)));
    }

    void kill() {
      life++;
      states.clear();
      slices.clear();
      deltas.clear();
      toReduce.clear();
      isDown = true;
      int thisLife = life;
      network.after(network.anyTime(MAX_DOWN_TIME), () -> isDown = isDown && life != thisLife);
    }
  }
}
