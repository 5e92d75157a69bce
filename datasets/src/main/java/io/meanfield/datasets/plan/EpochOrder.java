package io.meanfield.datasets.plan;

import java.util.Arrays;
import java.util.List;

/**
 * The order in which one epoch visits the examples of a part: a pure function of the sizes of its
 * shards, the seed and the epoch. The shards are permuted and cut into blocks of a few; within a
 * block the examples of all its shards are permuted. So a reader that moves forward needs few
 * shards at a time, can start anywhere, and nothing of the size of the data is held in memory.
 */
public final class EpochOrder {
  private final int shuffleBlockShards;
  private final int[] shardAt; // place in the epoch -> shard
  private final Offsets rows; // of the shards in the order of the manifest
  private final Offsets positions; // of the shards in the order of the epoch
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
    rows = new Offsets(shardSizes);
    positions = new Offsets(Arrays.stream(shardAt).map(shard -> shardSizes[shard]).toArray());
    permutations = new IndexPermutation[numBlocks()];
    for (int block = 0; block < permutations.length; block++) {
      permutations[block] =
          new IndexPermutation(
              blockEnd(block) - blockStart(block), CounterHash.hash(seed, epoch, block));
    }
  }

  public long numExamples() {
    return positions.total();
  }

  /**
   * The rows visited at some positions; rows are numbered through all shards in the order of the
   * manifest.
   */
  public long[] rows(StepPlan.Range range) {
    long[] all = new long[range.size()];
    long from = range.from();
    while (from < range.to()) {
      int block = blockAt(from);
      long to = Math.min(range.to(), blockEnd(block));
      long[] rows = rowsOfBlock(block, from, (int) (to - from));
      System.arraycopy(rows, 0, all, (int) (from - range.from()), rows.length);
      from = to;
    }
    return all;
  }

  /** How many times shards are mixed with each other. */
  public int numBlocks() {
    return (shardAt.length + shuffleBlockShards - 1) / shuffleBlockShards;
  }

  /** The block that a position is in. */
  public int blockAt(long position) {
    return positions.pieceAt(position) / shuffleBlockShards;
  }

  /** The shards, by their place in the manifest, that a block mixes with each other. */
  public List<Integer> shardsOf(int block) {
    int end = Math.min(shardAt.length, (block + 1) * shuffleBlockShards);
    return Arrays.stream(shardAt, block * shuffleBlockShards, end).boxed().toList();
  }

  private long[] rowsOfBlock(int block, long from, int length) {
    long start = blockStart(block);
    long[] rows = new long[length];
    Arrays.setAll(rows, i -> from - start + i);
    permutations[block].apply(rows);
    for (int i = 0; i < length; i++) {
      long shuffled = start + rows[i];
      int place = positions.pieceAt(shuffled);
      rows[i] = this.rows.start(shardAt[place]) + shuffled - positions.start(place);
    }
    return rows;
  }

  long blockStart(int block) {
    return positions.start(block * shuffleBlockShards);
  }

  private long blockEnd(int block) {
    return positions.start(Math.min(shardAt.length, (block + 1) * shuffleBlockShards));
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
