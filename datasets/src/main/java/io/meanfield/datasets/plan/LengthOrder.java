package io.meanfield.datasets.plan;

import java.io.IOException;
import java.util.Arrays;

/**
 * An epoch's order in which the examples of a step are of similar length: those of some steps that
 * follow each other are sorted by length, dealt out to the steps, and the steps put in a random
 * order. It is a function of the epoch's order and the lengths, so it can be entered anywhere and
 * is the same on any cluster. Used by one thread.
 */
public final class LengthOrder {
  private final Rows order;
  private final StepPlan plan;
  private final int poolSteps;
  private final Lengths lengths;
  private final long key;
  private long pool = -1;
  private long[] rows = {}; // of the pool

  /** The rows that an epoch visits at some positions. */
  @FunctionalInterface
  public interface Rows {
    long[] at(StepPlan.Range positions);
  }

  /** How long the example of a row is, in whatever unit. */
  @FunctionalInterface
  public interface Lengths {
    int of(long row) throws IOException;
  }

  /**
   * @param poolSteps how many steps are sorted together
   * @param key of the order of steps
   */
  public LengthOrder(Rows order, StepPlan plan, int poolSteps, Lengths lengths, long key) {
    this.order = order;
    this.plan = plan;
    this.poolSteps = poolSteps;
    this.lengths = lengths;
    this.key = key;
  }

  /** The rows visited at some positions. */
  public long[] rows(StepPlan.Range range) throws IOException {
    long[] found = new long[range.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = rowAt(range.from() + i);
    }
    return found;
  }

  long rowAt(long position) throws IOException {
    long poolSize = poolSteps * plan.examplesPerStep();
    if (position / poolSize != pool) {
      rows = rows(position / poolSize, poolSize);
      pool = position / poolSize;
    }
    return rows[(int) (position % poolSize)];
  }

  private long[] rows(long number, long poolSize) throws IOException {
    long start = number * poolSize;
    int size = Math.toIntExact(Math.min(poolSize, plan.numExamples() - start));
    long[] sorted = sorted(start, size);
    int stepSize = Math.toIntExact(Math.min(plan.examplesPerStep(), size));
    int numSteps = (size + stepSize - 1) / stepSize;
    IndexPermutation steps = new IndexPermutation(numSteps, CounterHash.hash(key, number));
    long[] dealt = new long[size];
    int from = 0;
    for (int i = 0; i < numSteps; i++) {
      int first = (int) steps.apply(i) * stepSize;
      int count = Math.min(stepSize, size - first); // the last step of an epoch may have fewer
      System.arraycopy(sorted, from, dealt, first, count);
      from += count;
    }
    return dealt;
  }

  /** The rows at some positions, the shortest first, those of one length in the epoch's order. */
  private long[] sorted(long start, int size) throws IOException {
    long[] unsorted = order.at(new StepPlan.Range(start, start + size));
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = (long) lengths.of(unsorted[i]) << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).map(found -> unsorted[(int) found]).toArray();
  }
}
