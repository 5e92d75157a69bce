package io.meanfield.datasets.plan;

import java.util.Arrays;

/**
 * The order in which one epoch visits the examples of a part: a pure function of the sizes of its
 * shards, the seed and the epoch. The shards are permuted and cut into blocks of a few; within a
 * block the examples of all its shards are permuted. So a reader that moves forward needs few
 * shards at a time, can start anywhere, and nothing of the size of the data is held in memory.
 */
public final class EpochOrder {
  private final int shuffleBlockShards;
  private final int[] shardAt; // place in the epoch -> shard
  private final long[] firstRow; // shard -> its first row
  private final long[] placeStart; // place in the epoch -> position where its block's share begins
  private final IndexPermutation[] permutations; // one a block

  /**
   * @param shardSizes number of examples of each shard, in the order of the manifest
   * @param shuffleBlockShards how many shards are mixed with each other
   */
  public EpochOrder(int[] shardSizes, long seed, long epoch, int shuffleBlockShards) {
    if (shuffleBlockShards < 1) {
      throw new IllegalArgumentException(
          "expected to shuffle at least 1 shard at a time, found " + shuffleBlockShards);
    }
    this.shuffleBlockShards = shuffleBlockShards;
    shardAt = shuffledShards(shardSizes.length, CounterHash.hash(seed, epoch));
    firstRow = new long[shardSizes.length];
    placeStart = new long[shardSizes.length + 1];
    for (int i = 0; i < shardSizes.length; i++) {
      firstRow[i] = i == 0 ? 0 : firstRow[i - 1] + shardSizes[i - 1];
      placeStart[i + 1] = placeStart[i] + shardSizes[shardAt[i]];
    }
    permutations = new IndexPermutation[numBlocks()];
    for (int block = 0; block < permutations.length; block++) {
      permutations[block] =
          new IndexPermutation(
              blockEnd(block) - blockStart(block), CounterHash.hash(seed, epoch, block));
    }
  }

  public long numExamples() {
    return placeStart[shardAt.length];
  }

  /**
   * The row visited at a position; rows are numbered through all shards in the order of the
   * manifest.
   */
  public long rowAt(long position) {
    if (position < 0 || position >= numExamples()) {
      throw new IndexOutOfBoundsException(
          "expected a position from 0 to %d, found %d".formatted(numExamples() - 1, position));
    }
    int block = placeOf(position) / shuffleBlockShards;
    long start = blockStart(block);
    long shuffled = start + permutations[block].apply(position - start);
    int place = placeOf(shuffled);
    return firstRow[shardAt[place]] + shuffled - placeStart[place];
  }

  /** The last place that starts at or before the position: empty shards are passed over. */
  private int placeOf(long position) {
    int found = Arrays.binarySearch(placeStart, position);
    if (found < 0) {
      return -found - 2;
    }
    while (placeStart[found + 1] == position) {
      found++;
    }
    return found;
  }

  private int numBlocks() {
    return (shardAt.length + shuffleBlockShards - 1) / shuffleBlockShards;
  }

  private long blockStart(int block) {
    return placeStart[block * shuffleBlockShards];
  }

  private long blockEnd(int block) {
    return placeStart[Math.min(shardAt.length, (block + 1) * shuffleBlockShards)];
  }

  /** Durstenfeld's form of the Fisher-Yates shuffle. */
  private static int[] shuffledShards(int numShards, long key) {
    int[] shards = new int[numShards];
    for (int i = 0; i < numShards; i++) {
      int j = (int) (CounterHash.uniform(key, i) * (i + 1));
      shards[i] = shards[j];
      shards[j] = i;
    }
    return shards;
  }
}
