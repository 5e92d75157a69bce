package io.meanfield.datasets.plan;

import java.util.List;

/**
 * The examples of one data set in the order of its epochs, one epoch after the other. Used by one
 * thread.
 */
final class RepeatedOrder {
  private final TrainingOrder.Member member;
  private final long seed;
  private final long numExamples;
  private long epoch;
  private EpochOrder order;

  RepeatedOrder(TrainingOrder.Member member, long seed) {
    this.member = member;
    this.seed = seed;
    order = newOrder(epoch);
    numExamples = order.numExamples();
  }

  long numExamples() {
    return numExamples;
  }

  /**
   * The rows visited at places from (inclusive) to (exclusive), counted from the first epoch on.
   */
  long[] rows(long from, long to) {
    long[] all = new long[Math.toIntExact(to - from)];
    long next = from;
    while (next < to) {
      long start = next / numExamples * numExamples;
      long end = Math.min(to, start + numExamples);
      long[] rows = order(next / numExamples).rows(new StepPlan.Range(next - start, end - start));
      System.arraycopy(rows, 0, all, (int) (next - from), rows.length);
      next = end;
    }
    return all;
  }

  /** The block that a place is in, counted from the first epoch on. */
  long blockAt(long place) {
    EpochOrder order = order(place / numExamples);
    return place / numExamples * order.numBlocks() + order.blockAt(place % numExamples);
  }

  /** The place at which a block begins. */
  long startOf(long block) {
    long epoch = block / order.numBlocks();
    return epoch * numExamples + order(epoch).blockStart((int) (block % order.numBlocks()));
  }

  /** The shards, by their place in the manifest, that a block mixes with each other. */
  List<Integer> shardsOf(long block) {
    return order(block / order.numBlocks()).shardsOf((int) (block % order.numBlocks()));
  }

  private EpochOrder order(long epoch) {
    if (epoch != this.epoch) {
      this.epoch = epoch;
      order = newOrder(epoch);
    }
    return order;
  }

  private EpochOrder newOrder(long epoch) {
    return new EpochOrder(member.shardSizes(), seed, epoch, member.shuffleBlockShards());
  }
}
