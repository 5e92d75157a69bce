package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.Slice;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The twin of the block managers: states before a round, and those that ranks keep of it. */
final class KeptStates implements RoundStates {
  private final float[] parameters;
  private final List<Slice> slicesBefore;
  private final List<ReplicaState> replicasBefore;
  private final SortedMap<Integer, SliceState> slices = new TreeMap<>();
  private final SortedMap<Integer, ReplicaState> replicas = new TreeMap<>();

  KeptStates(float[] parameters, List<Slice> slices, List<ReplicaState> replicas) {
    this.parameters = parameters;
    this.slicesBefore = slices;
    this.replicasBefore = replicas;
  }

  @Override
  public float[] parameters() {
    return parameters;
  }

  @Override
  public Slice slice(int number) {
    return slicesBefore.get(number);
  }

  @Override
  public ReplicaState replica(int number) {
    return replicasBefore.get(number);
  }

  @Override
  public synchronized void keep(SliceState slice) {
    SliceState other = slices.put(slice.slice(), slice);
    if (other != null) { // a copy
      assertArrayEquals(other.values().parameters(), slice.values().parameters());
      assertArrayEquals(other.values().state(), slice.values().state());
    }
  }

  @Override
  public synchronized void keep(ReplicaState replica) {
    replicas.put(replica.replica(), replica);
  }

  /** In order. */
  synchronized List<SliceState> slices() {
    return List.copyOf(slices.values());
  }

  /** In order. */
  synchronized List<ReplicaState> replicas() {
    return List.copyOf(replicas.values());
  }
}
