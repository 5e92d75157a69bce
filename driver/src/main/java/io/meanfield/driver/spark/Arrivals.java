package io.meanfield.driver.spark;

import io.meanfield.driver.round.Arrival;
import io.meanfield.driver.round.Reception;
import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.worker.spark.ReplicaArrival;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Who arrives in an attempt while its job runs. Spark's thread puts arrivals into the queue;
 * everything else is for the thread of the run.
 */
final class Arrivals extends AbstractFunction2<Object, ReplicaArrival, BoxedUnit>
    implements SparkJobs.Receiver<ReplicaArrival> {
  private final RoundAttempt attempt;
  private final OptionalLong deadlineNanos;
  private final BlockingQueue<ReplicaArrival> queue = new LinkedBlockingQueue<>();
  private final SortedMap<Integer, Double> norms = new TreeMap<>();
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;

  /**
   * @param deadlineNanos after which a quorum is enough; empty if all are waited for
   */
  Arrivals(RoundAttempt attempt, OptionalLong deadlineNanos) {
    this.attempt = attempt;
    this.deadlineNanos = deadlineNanos;
  }

  /** The handler of the job's results. */
  @Override
  public BoxedUnit apply(Object partition, ReplicaArrival arrival) {
    queue.add(arrival);
    return BoxedUnit.UNIT;
  }

  @Override
  public BlockingQueue<ReplicaArrival> queue() {
    return queue;
  }

  @Override
  public void take(ReplicaArrival arrival) {
    Arrival arrived = new Arrival(attempt.key(), arrival.replica(), arrival.numExamples());
    if (attempt.receive(arrived) == Reception.TAKEN) {
      if (arrival.numExamples() > 0) {
        norms.put(arrival.replica(), arrival.norm());
      }
      lastNanos = System.nanoTime();
    }
  }

  @Override
  public boolean hasEnough() {
    return attempt.isComplete() || (attempt.hasQuorum() && nanosToDeadline() <= 0);
  }

  /** Until it may have enough although nothing arrives. */
  @Override
  public long nanosToDeadline() {
    return deadlineNanos.isPresent()
        ? startNanos + deadlineNanos.getAsLong() - System.nanoTime()
        : Long.MAX_VALUE;
  }

  /** From the start to the last one that was taken. */
  long nanos() {
    return lastNanos - startNanos;
  }

  /** The lengths of deltas by replica, without those that had nothing to do. */
  SortedMap<Integer, Double> norms() {
    return norms;
  }
}
