package io.meanfield.driver.round;

import io.meanfield.driver.round.RoundAttempt.Reception;
import io.meanfield.driver.round.SimulatedExecutors.Arrived;
import io.meanfield.driver.round.SimulatedExecutors.Reduce;
import io.meanfield.driver.round.SimulatedExecutors.Reduced;
import io.meanfield.driver.round.SimulatedExecutors.Start;
import io.meanfield.driver.round.SimulatedHistory.Disturbance;
import io.meanfield.driver.round.SimulatedLineage.Origins;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.sync.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The twin of a driver process: the real state machine, from the beginning or a checkpoint to the
 * end or until it is killed.
 */
final class SimulatedDriver {
  private static final long TIMEOUT = 400;
  private static final long DEADLINE = 60;
  private static final int CHECKPOINT_EVERY_ROUNDS = 3;

  private final TinyRun run;
  private final SimulatedNetwork network;
  private final SimulatedExecutors executors;
  private final SimulatedHistory history;
  private final String id;
  private final RunMachine machine;
  private SimulatedLineage lineage;
  private Origins origins;
  private float[] parameters;
  private RoundAttempt attempt;
  private boolean isReducing;
  private boolean isDead;
  private final List<String> examples = new ArrayList<>();
  private final SortedMap<Integer, Reduced> reduced = new TreeMap<>();

  /** What is on disk. */
  record Saved(Position position, List<ReplicaState> replicas, List<Slice> slices) {}

  /** Where the messages of the world go, and what it remembers. */
  record World(
      TinyRun run,
      SimulatedNetwork network,
      SimulatedExecutors executors,
      SimulatedHistory history) {}

  SimulatedDriver(World world, String id, Quorum quorum, Saved saved) {
    this.run = world.run();
    this.network = world.network();
    this.executors = world.executors();
    this.history = world.history();
    this.id = id;
    this.machine = new RunMachine(id, run.plan(), quorum, saved.position());
    goOnFrom(saved);
  }

  Position position() {
    return machine.position();
  }

  boolean isFinished() {
    return machine.state() == RunMachine.State.FINISHED;
  }

  boolean isDead() {
    return isDead;
  }

  float[] parameters() {
    return parameters;
  }

  void kill() {
    isDead = true;
  }

  void next() {
    if (!machine.hasNext()) {
      machine.finish();
      return;
    }
    machine.plan(run.stepsPerRound(machine.position()));
    begin();
  }

  private void begin() {
    RoundAttempt begun = machine.begin();
    attempt = begun;
    isReducing = false;
    examples.clear();
    reduced.clear();
    for (int replica = 0; replica < run.numReplicas(); replica++) {
      executors.start(
          replica,
          new Start(
              begun.key(), begun.round(), parameters, origins.replicas().get(replica), lineage));
    }
    network.after(DEADLINE, () -> deadlinePassed(begun));
    network.after(TIMEOUT, () -> timedOut(begun));
  }

  /** From a replica. */
  void arrived(Arrived message) {
    if (isDead || isFinished()) {
      return;
    }
    Reception reception = attempt.receive(message.arrival());
    if (reception != Reception.TAKEN) {
      history.note(reception);
    } else {
      examples.addAll(message.examples());
      if (attempt.isComplete()) {
        reduce();
      }
    }
  }

  private void deadlinePassed(RoundAttempt which) {
    if (!isDead && isRunning(which) && !isReducing) {
      if (attempt.hasQuorum()) {
        reduce();
      } else {
        network.after(DEADLINE, () -> deadlinePassed(which));
      }
    }
  }

  private void reduce() {
    isReducing = true;
    attempt.close();
    Reduce message = new Reduce(attempt.key(), attempt.arrived(), origins.slices(), lineage);
    for (int slice = 0; slice < run.slices().numSlices(); slice++) {
      executors.reduce(slice, message);
    }
  }

  /** From the owner of a slice. */
  void reduced(Reduced message) {
    if (isDead || !isRunning(attempt) || !message.key().equals(attempt.key())) {
      return;
    }
    reduced.put(message.number(), message);
    if (reduced.size() == run.slices().numSlices()) {
      commit();
    }
  }

  private void commit() {
    machine.commit(attempt);
    history.committed(id, attempt, examples, reduced.values());
    lineage.add(attempt, parameters, origins);
    List<RoundKey> replicas = new ArrayList<>(origins.replicas());
    attempt.arrived().forEach(replica -> replicas.set(replica, attempt.key()));
    origins = new Origins(replicas, attempt.key());
    parameters = run.join(reduced.values().stream().map(Reduced::slice).toList());
    if (machine.position().rounds() % CHECKPOINT_EVERY_ROUNDS == 0) {
      Saved saved = new Saved(machine.position(), replicas(), slices());
      history.saved(saved);
      goOnFrom(saved);
    }
    next();
  }

  private void timedOut(RoundAttempt which) {
    if (isDead || !isRunning(which)) {
      return;
    }
    if (machine.rollBack(attempt)) {
      history.note(Disturbance.ROLLED_BACK);
      machine.retry();
      begin();
    } else {
      history.note(Disturbance.GIVEN_UP);
      isDead = true;
    }
  }

  private boolean isRunning(RoundAttempt which) {
    return machine.state() == RunMachine.State.RUNNING && which == attempt;
  }

  private void goOnFrom(Saved saved) {
    RoundKey origin = SimulatedLineage.saved(id, saved.position().rounds());
    origins = new Origins(Collections.nCopies(run.numReplicas(), origin), origin);
    lineage = new SimulatedLineage(run, saved.replicas(), saved.slices());
    parameters = run.join(saved.slices());
  }

  private List<ReplicaState> replicas() {
    List<ReplicaState> states = new ArrayList<>();
    for (int replica = 0; replica < run.numReplicas(); replica++) {
      states.add(lineage.replica(replica, origins.replicas().get(replica)));
    }
    return states;
  }

  private List<Slice> slices() {
    return reduced.values().stream().map(Reduced::slice).toList();
  }
}
