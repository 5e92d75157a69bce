package io.meanfield.worker;

import io.meanfield.worker.InMemoryRounds.Hosting;
import io.meanfield.worker.InMemoryRounds.Standing;
import io.meanfield.worker.protocol.ReplicaOutcome;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The ways in which a cluster may happen to run the replicas of a round. */
final class Hostings {
  private static final long DEADLINE_SECONDS = 60;

  private Hostings() {}

  /** A new object for all replicas of the round, in their order. */
  static List<ReplicaOutcome> oneAfterTheOther(RunSpec run, RoundSpec round, Standing standing)
      throws Exception {
    try (Replica replica = new Replica(run)) {
      return runAll(replica, standing.replicas(), round, standing);
    }
  }

  /** A new object for every replica and round. */
  static List<ReplicaOutcome> eachAfresh(RunSpec run, RoundSpec round, Standing standing)
      throws Exception {
    List<ReplicaOutcome> outcomes = new ArrayList<>();
    for (ReplicaState state : standing.replicas()) {
      try (Replica replica = new Replica(run)) {
        outcomes.add(replica.run(round, state, standing.parameters(), () -> {}));
      }
    }
    return outcomes;
  }

  /** One object for everything, which meets the replicas of each round in another order. */
  static Hosting oneReusedInAnyOrder(Replica replica, Random random) {
    return (run, round, standing) -> {
      List<ReplicaState> shuffled = new ArrayList<>(standing.replicas());
      Collections.shuffle(shuffled, random);
      return runAll(replica, shuffled, round, standing);
    };
  }

  /** Every replica runs twice, as with speculation; the second outcome counts. */
  static List<ReplicaOutcome> everyReplicaTwice(RunSpec run, RoundSpec round, Standing standing)
      throws Exception {
    try (Replica replica = new Replica(run)) {
      runAll(replica, standing.replicas(), round, standing);
      return runAll(replica, standing.replicas(), round, standing);
    }
  }

  /** A thread a replica, all at the same time. */
  static List<ReplicaOutcome> allAtTheSameTime(RunSpec run, RoundSpec round, Standing standing)
      throws Exception {
    int numReplicas = standing.replicas().size();
    ExecutorService threads = Executors.newFixedThreadPool(numReplicas);
    CyclicBarrier start = new CyclicBarrier(numReplicas);
    try {
      List<Future<ReplicaOutcome>> running = new ArrayList<>();
      for (ReplicaState state : standing.replicas()) {
        Callable<ReplicaOutcome> task =
            () -> {
              try (Replica replica = new Replica(run)) {
                start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
                return replica.run(round, state, standing.parameters(), () -> {});
              }
            };
        running.add(threads.submit(task));
      }
      List<ReplicaOutcome> outcomes = new ArrayList<>();
      for (Future<ReplicaOutcome> outcome : running) {
        outcomes.add(outcome.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<ReplicaOutcome> runAll(
      Replica replica, List<ReplicaState> states, RoundSpec round, Standing standing)
      throws Exception {
    List<ReplicaOutcome> outcomes = new ArrayList<>();
    for (ReplicaState state : states) {
      outcomes.add(replica.run(round, state, standing.parameters(), () -> {}));
    }
    outcomes.sort(Comparator.comparingInt(outcome -> outcome.state().replica()));
    return outcomes;
  }
}
