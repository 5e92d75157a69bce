package io.meanfield.worker.spark;

import io.meanfield.worker.RoundStates;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.spark.RunRank.States;
import io.meanfield.worker.sync.AllReduce;
import io.meanfield.worker.sync.Slice;
import io.meanfield.worker.sync.SyncStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.spark.storage.StorageLevel;

/**
 * The blocks that a rank reads and writes in a round. Each is written by a thread of its own: the
 * driver has to hear of every block, and over slow links the answers are waited for together.
 */
final class BlockStates implements RoundStates, AutoCloseable {
  private static final Executor WRITERS = task -> new Thread(task, "block-writer").start();

  private final RunSpec run;
  private final States states;
  private final StorageLevel level;
  private final List<CompletableFuture<Void>> writing = new ArrayList<>();

  BlockStates(RunSpec run, States states) {
    this.run = run;
    this.states = states;
    this.level = level(run.sync());
  }

  /**
   * In exact training two executors are to have everything: where steps are recovered mirrors have
   * copies of slices, and else one is sent. Rounds of local steps do without: a copy of each
   * replica's state would be more than they send each other.
   */
  private static StorageLevel level(SyncStrategy sync) {
    return sync instanceof AllReduce exact && !exact.recoversSteps()
        ? StorageLevel.MEMORY_AND_DISK_2()
        : StorageLevel.MEMORY_AND_DISK();
  }

  @Override
  public float[] parameters() {
    return states.before().parameters(run.slicePlan());
  }

  @Override
  public Slice slice(int number) {
    return states.before().slices().get(number).values();
  }

  @Override
  public ReplicaState replica(int number) {
    return states.before().replicas().get(number);
  }

  @Override
  public void keep(SliceState slice) {
    write(() -> states.after().slices().put(slice.slice(), slice, level));
  }

  @Override
  public void keep(ReplicaState replica) {
    write(() -> states.after().replicas().put(replica.replica(), replica, level));
  }

  private void write(Runnable put) {
    writing.add(CompletableFuture.runAsync(put, WRITERS));
  }

  /** Waits until all is kept, for each part no longer than for an answer of Spark's driver. */
  void await() {
    try {
      writing.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** When a round has failed, what it left is removed: nothing may be written after that. */
  @Override
  public void close() {
    writing.forEach(put -> put.handle((nothing, failure) -> nothing).join());
  }
}
