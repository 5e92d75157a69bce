package io.meanfield.datasets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.meanfield.datasets.plan.TrainingOrder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * One part of a data set.
 *
 * @param shards in the order in which the rows of the part are numbered
 * @param mix the data sets that training mixes by weight; empty if the part is one whole
 */
public record PartInfo(
    long numExamples,
    List<ShardInfo> shards,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<MixMember> mix)
    implements Serializable {
  public PartInfo {
    shards = List.copyOf(shards);
    mix = List.copyOf(mix);
    long sum = sum(shards);
    if (numExamples != sum) {
      throw new IllegalArgumentException(
          "expected as many examples as the shards have together, %d, found %d"
              .formatted(sum, numExamples));
    }
    int ofMembers = mix.stream().mapToInt(MixMember::numShards).sum();
    if (!mix.isEmpty() && ofMembers != shards.size()) {
      throw new IllegalArgumentException(
          "expected as many shards as the mixed data sets have together, %d, found %d"
              .formatted(ofMembers, shards.size()));
    }
  }

  public static PartInfo of(List<ShardInfo> shards) {
    return new PartInfo(sum(shards), shards, List.of());
  }

  /** The same examples, mixed in training. */
  public PartInfo mixedOf(List<MixMember> members) {
    return new PartInfo(numExamples, shards, members);
  }

  /** Number of examples of each shard: what {@link io.meanfield.datasets.plan.EpochOrder} needs. */
  public int[] shardSizes() {
    return shards.stream().mapToInt(ShardInfo::numExamples).toArray();
  }

  /** The parts of the data sets that are mixed, in their order; of one whole, only itself. */
  public List<PartInfo> members() {
    if (mix.isEmpty()) {
      return List.of(this);
    }
    List<PartInfo> members = new ArrayList<>();
    int first = 0;
    for (MixMember member : mix) {
      members.add(of(shards.subList(first, first + member.numShards())));
      first += member.numShards();
    }
    return members;
  }

  /** The order in which training visits the examples. */
  public TrainingOrder trainingOrder(long seed) {
    List<PartInfo> parts = members();
    int[] atATime = ReaderMemory.shardsAtATime(parts);
    List<TrainingOrder.Member> members = new ArrayList<>();
    for (int i = 0; i < atATime.length; i++) {
      int weight = mix.isEmpty() ? 1 : mix.get(i).weight();
      members.add(new TrainingOrder.Member(parts.get(i).shardSizes(), atATime[i], weight));
    }
    return new TrainingOrder(members, seed);
  }

  /** What the largest of the shards takes when it is open; at least 1. */
  long largestShard() {
    return Math.max(1, shards.stream().mapToLong(ShardInfo::openBytes).max().orElse(1));
  }

  private static long sum(List<ShardInfo> shards) {
    return shards.stream().mapToLong(ShardInfo::numExamples).sum();
  }
}
