package io.meanfield.datasets;

import java.io.Serializable;
import java.util.List;

/**
 * One part of a data set.
 *
 * @param shards in the order in which the rows of the part are numbered
 */
public record PartInfo(long numExamples, List<ShardInfo> shards) implements Serializable {
  /** Mapped pages count as a process's memory, as direct buffers do. */
  private static final long MAX_OPEN_BYTES = 224 << 20;

  private static final int MAX_OPEN_SHARDS = 256;

  public PartInfo {
    shards = List.copyOf(shards);
    long sum = shards.stream().mapToLong(ShardInfo::numExamples).sum();
    if (numExamples != sum) {
      throw new IllegalArgumentException(
          "expected as many examples as the shards have together, %d, found %d"
              .formatted(sum, numExamples));
    }
  }

  public static PartInfo of(List<ShardInfo> shards) {
    return new PartInfo(shards.stream().mapToLong(ShardInfo::numExamples).sum(), shards);
  }

  /** Number of examples of each shard: what {@link io.meanfield.datasets.plan.EpochOrder} needs. */
  public int[] shardSizes() {
    return shards.stream().mapToInt(ShardInfo::numExamples).toArray();
  }

  /** How many shards a reader holds open, and so an epoch mixes with each other. */
  public int shardsAtATime() {
    long largest = shards.stream().mapToLong(ShardInfo::openBytes).max().orElse(0);
    long fitting = MAX_OPEN_BYTES / Math.max(1, largest);
    return (int) Math.max(1, Math.min(MAX_OPEN_SHARDS, fitting));
  }
}
