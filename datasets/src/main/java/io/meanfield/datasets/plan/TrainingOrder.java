package io.meanfield.datasets.plan;

import io.meanfield.datasets.plan.StepPlan.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which training visits examples, from its first epoch to its last. One data set is
 * visited epoch by epoch. Of several, each owns positions by its weight and fills them with its own
 * epochs, one after the other, so that a small one is repeated while a large one is not yet
 * through; an epoch is then as many positions as there are examples. Any position can be entered,
 * and nothing of the size of the data is held. Used by one thread.
 */
public final class TrainingOrder {
  private final Interleaving owners;
  private final List<RepeatedOrder> members = new ArrayList<>();
  private final Offsets shards; // of the members
  private final Offsets rows; // of all shards
  private final long epochLength;

  /**
   * One of the data sets.
   *
   * @param shardSizes number of examples of each shard
   * @param shuffleBlockShards how many of its shards are mixed with each other
   * @param weight its share of all positions, among the weights of all
   */
  public record Member(int[] shardSizes, int shuffleBlockShards, int weight) {}

  /**
   * @param members in the order in which the manifest has their shards
   */
  public TrainingOrder(List<Member> members, long seed) {
    owners = new Interleaving(members.stream().mapToInt(Member::weight).toArray());
    for (int i = 0; i < members.size(); i++) {
      long own = members.size() == 1 ? seed : CounterHash.hash(seed, i);
      this.members.add(new RepeatedOrder(members.get(i), own));
    }
    shards = new Offsets(members.stream().mapToInt(member -> member.shardSizes().length).toArray());
    rows =
        new Offsets(
            members.stream().flatMapToInt(member -> IntStream.of(member.shardSizes())).toArray());
    epochLength = rows.total();
  }

  /**
   * The rows visited at some positions of an epoch; rows are numbered through all shards in the
   * order of the manifest.
   */
  public long[] rows(long epoch, Range positions) {
    if (positions.to() > epochLength) {
      throw new IndexOutOfBoundsException(
          "expected positions below %d, found %s".formatted(epochLength, positions));
    }
    long first = epoch * epochLength + positions.from();
    long[][] ofMembers = new long[members.size()][];
    for (int i = 0; i < ofMembers.length; i++) {
      ofMembers[i] = rowsOf(i, first, first + positions.size());
    }
    long[] all = new long[positions.size()];
    int[] next = new int[ofMembers.length];
    for (int i = 0; i < all.length; i++) {
      int owner = owners.ownerAt(first + i);
      all[i] = ofMembers[owner][next[owner]++];
    }
    return all;
  }

  /**
   * The blocks of shards that are visited at a position, one a member, which tell it from others.
   */
  public List<Long> blocksAt(long epoch, long position) {
    return IntStream.range(0, members.size())
        .mapToObj(i -> blockAt(i, epoch * epochLength + position))
        .toList();
  }

  /**
   * The shards, by their place in the manifest, of the blocks that are visited at a position, and
   * then of those that come next.
   *
   * @param epochs after which nothing comes
   */
  public List<Integer> shardsFrom(long epoch, long position, int epochs) {
    List<Integer> found = new ArrayList<>();
    List<Integer> later = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      long block = blockAt(i, epoch * epochLength + position);
      found.addAll(shardsOf(i, block));
      if (members.get(i).startOf(block + 1) < owners.count(i, epochs * epochLength)) {
        later.addAll(shardsOf(i, block + 1));
      }
    }
    found.addAll(later);
    return found;
  }

  /** Those of one member between two positions, counted from the first epoch on. */
  private long[] rowsOf(int member, long from, long to) {
    long[] own = members.get(member).rows(owners.count(member, from), owners.count(member, to));
    long first = rows.start((int) shards.start(member));
    for (int i = 0; i < own.length; i++) {
      own[i] += first;
    }
    return own;
  }

  /** The block of the last example that the member has visited then, or of its first one. */
  private long blockAt(int member, long position) {
    long visited = owners.count(member, position + 1);
    return members.get(member).blockAt(Math.max(0, visited - 1));
  }

  private List<Integer> shardsOf(int member, long block) {
    int first = (int) shards.start(member);
    return members.get(member).shardsOf(block).stream().map(shard -> first + shard).toList();
  }
}
