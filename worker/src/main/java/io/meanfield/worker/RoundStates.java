package io.meanfield.worker;

import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.Slice;

/** What ranks start a round from, and where they leave what comes of it. Used by one thread. */
public interface RoundStates {

  /** Those of all slices before the round; not to be changed. */
  float[] parameters();

  /** A slice with its state before the round; not to be changed. */
  Slice slice(int number);

  /** What a replica kept before the round, where replicas keep something; not to be changed. */
  ReplicaState replica(int number);

  /** Begins to keep a slice after the round, or a copy of one that another rank owns. */
  void keep(SliceState slice);

  /** Begins to keep the state of a replica after the round. */
  void keep(ReplicaState replica);
}
