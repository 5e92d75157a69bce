package io.meanfield.datasets.plan;

import java.io.Serializable;

/**
 * Which positions of an epoch's order belong to which step and replica. A step takes the next
 * replicas * batchSize positions, a replica a contiguous piece of them; the last step of an epoch
 * shares out what is left as evenly as it goes, so a replica may get fewer examples or none.
 */
public record StepPlan(long numExamples, int replicas, int batchSize) implements Serializable {

  /** Positions from (inclusive) to (exclusive). */
  public record Range(long from, long to) implements Serializable {
    public Range {
      if (from < 0 || to < from) {
        throw new IllegalArgumentException(
            "expected 0 <= from <= to, found from %d to %d".formatted(from, to));
      }
    }

    public int size() {
      return Math.toIntExact(to - from);
    }
  }

  public StepPlan {
    if (replicas < 1 || batchSize < 1 || numExamples < replicas) {
      throw new IllegalArgumentException(
          "expected at least one example a replica and one a batch, found %d examples, %d replicas, batches of %d"
              .formatted(numExamples, replicas, batchSize));
    }
  }

  public long stepsPerEpoch() {
    return (numExamples + examplesPerStep() - 1) / examplesPerStep();
  }

  /** The positions of one replica in one step of an epoch. */
  public Range range(long step, int replica) {
    if (step < 0 || step >= stepsPerEpoch() || replica < 0 || replica >= replicas) {
      throw new IllegalArgumentException(
          "expected a step from 0 to %d and a replica from 0 to %d, found step %d, replica %d"
              .formatted(stepsPerEpoch() - 1, replicas - 1, step, replica));
    }
    long first = step * examplesPerStep();
    long available = Math.min(examplesPerStep(), numExamples - first);
    return new Range(
        first + available * replica / replicas, first + available * (replica + 1) / replicas);
  }

  /** How many examples all replicas together take a step, but for the last one of an epoch. */
  public long examplesPerStep() {
    return (long) replicas * batchSize;
  }
}
