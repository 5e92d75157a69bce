package io.meanfield.datasets;

import java.io.Serializable;
import java.util.List;

/**
 * One part of a data set.
 *
 * @param shards in the order in which the rows of the part are numbered
 */
public record PartInfo(long numExamples, List<ShardInfo> shards) implements Serializable {

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
}
