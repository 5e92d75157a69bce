package io.meanfield.worker.sync;

import io.meanfield.worker.sync.FixedTree.Node;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What ranks compute, own and send: a rank computes the gradients of replicas, owns the slices of
 * the same numbers, and what it owns travels in buckets: pieces of almost equal length, or whole
 * slices where an encoding is of several values together.
 */
public final class BucketPlan {
  private final SlicePlan slices;
  private final RankPlan ranks;
  private final int maxLength;
  private final List<List<Stretch>> buckets;
  private final List<List<Node>> nodes;

  public BucketPlan(SlicePlan slices, RankPlan ranks, AllReduce strategy) {
    this.slices = slices;
    this.ranks = ranks;
    this.maxLength = strategy.bucketLength();
    this.buckets =
        ofAllRanks(
            strategy.wire().hasErrorFeedback() ? this::stretchesOf : rank -> cut(ownedBy(rank)));
    this.nodes = ofAllRanks(strategy.rounds() ? this::leaves : this::cover);
  }

  private List<Node> cover(int rank) {
    return FixedTree.cover(slices.numSlices(), ranks.from(rank), ranks.to(rank));
  }

  /** What is rounded may not depend on how many replicas a rank has. */
  private List<Node> leaves(int rank) {
    return IntStream.range(ranks.from(rank), ranks.to(rank))
        .mapToObj(replica -> new Node(replica, replica + 1))
        .toList();
  }

  /** What shares scales or ranks may not depend on who owns what: whole slices. */
  private List<Stretch> stretchesOf(int rank) {
    return slicesOf(rank).stream()
        .map(slices::stretch)
        .filter(slice -> slice.length() > 0) // of more replicas than parameters
        .toList();
  }

  public SlicePlan slices() {
    return slices;
  }

  /** The nodes of the tree whose sums a rank computes, in order. */
  public List<Node> nodesOf(int rank) {
    return nodes.get(rank);
  }

  /** The slices that a rank owns, in order. */
  public List<Integer> slicesOf(int rank) {
    return IntStream.range(ranks.from(rank), ranks.to(rank)).boxed().toList();
  }

  public int ownerOf(int slice) {
    return ranks.rankOf(slice);
  }

  /** All of a rank's slices. */
  public Stretch ownedBy(int rank) {
    return new Stretch(slices.from(ranks.from(rank)), slices.to(ranks.to(rank) - 1));
  }

  /** Its buckets, in order. */
  public List<Stretch> of(int rank) {
    return buckets.get(rank);
  }

  /** Any stretch in pieces no longer than a bucket. */
  public List<Stretch> cut(Stretch whole) {
    if (whole.length() == 0) {
      return List.of();
    }
    int numPieces = 1 + (whole.length() - 1) / maxLength;
    SlicePlan pieces = new SlicePlan(whole.length(), numPieces);
    return IntStream.range(0, numPieces)
        .mapToObj(i -> new Stretch(whole.from() + pieces.from(i), whole.from() + pieces.to(i)))
        .toList();
  }

  private <T> List<List<T>> ofAllRanks(IntFunction<List<T>> ofRank) {
    return IntStream.range(0, ranks.numRanks()).mapToObj(ofRank).toList();
  }
}
