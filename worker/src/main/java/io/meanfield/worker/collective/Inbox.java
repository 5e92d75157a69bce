package io.meanfield.worker.collective;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The messages for one rank, in whatever order they arrive. Any thread may put and report losses;
 * one thread takes.
 */
public final class Inbox {
  private static final Duration LOOK_UP = Duration.ofMillis(200);

  private final int rank;
  private final Map<Key, CompletableFuture<Parcel>> mail = new ConcurrentHashMap<>();
  private final Map<Integer, RuntimeException> lost = new ConcurrentHashMap<>();
  private final Map<Integer, Long> signsOfLife = new ConcurrentHashMap<>(); // nanoseconds

  private record Key(int from, Topic topic) {}

  /**
   * @param rank whose it is
   */
  public Inbox(int rank) {
    this.rank = rank;
  }

  /** Takes in a message; one of failure is the last one of its rank. */
  public void put(int from, Topic topic, Parcel parcel) {
    switch (topic.kind()) {
      case FAILURE -> lose(from, new PeerFailure(from));
      case ALIVE -> signsOfLife.put(from, System.nanoTime());
      default -> slot(new Key(from, topic)).complete(parcel);
    }
  }

  /**
   * Nothing more comes from a rank.
   *
   * @param why as the end of a sentence
   */
  public void lose(int from, String why) {
    lose(
        from,
        new TrainingException(
            ErrorCode.CLUSTER, "rank %d lost rank %d: %s".formatted(rank, from, why)));
  }

  private void lose(int from, RuntimeException why) {
    if (lost.putIfAbsent(from, why) == null) {
      mail.forEach(
          (key, slot) -> {
            if (key.from() == from) {
              slot.completeExceptionally(why);
            }
          });
    }
  }

  /**
   * Waits for a message and takes it out.
   *
   * @throws TrainingException with code CLUSTER if its sender is lost or patience ends
   */
  public Parcel take(int from, Topic topic, Patience patience) {
    Key key = new Key(from, topic);
    CompletableFuture<Parcel> slot = slot(key);
    RuntimeException why = lost.get(from);
    if (why != null) {
      slot.completeExceptionally(why); // a message that has come stays
    }
    try {
      return await(slot, from, patience);
    } catch (TimeoutException e) {
      throw new TrainingException(
          ErrorCode.CLUSTER,
          "rank %d waited %d s for %s from rank %d: see whether its executor hangs or is overloaded, or raise cluster.peer-timeout"
              .formatted(rank, patience.limit().toSeconds(), topic, from),
          e);
    } catch (ExecutionException e) {
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingException(
          ErrorCode.CLUSTER,
          "rank %d was interrupted waiting for rank %d".formatted(rank, from),
          e);
    } finally {
      mail.remove(key);
    }
  }

  private Parcel await(CompletableFuture<Parcel> slot, int from, Patience patience)
      throws TimeoutException, ExecutionException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      long sign = signsOfLife.getOrDefault(from, start);
      long left = Math.max(start, sign) + patience.limit().toNanos() - System.nanoTime();
      try {
        return slot.get(Math.min(left, LOOK_UP.toNanos()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (left <= LOOK_UP.toNanos()) {
          throw e;
        }
        patience.lookUp().run();
      }
    }
  }

  private CompletableFuture<Parcel> slot(Key key) {
    return mail.computeIfAbsent(key, k -> new CompletableFuture<>());
  }
}
