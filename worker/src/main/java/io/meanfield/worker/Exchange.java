package io.meanfield.worker;

import io.meanfield.worker.FlatUpdater.Memory;
import io.meanfield.worker.Reduction.Part;
import io.meanfield.worker.collective.Content;
import io.meanfield.worker.collective.Parcel;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.collective.Topic;
import io.meanfield.worker.sync.BucketPlan;
import io.meanfield.worker.sync.FixedTree.Node;
import io.meanfield.worker.sync.Stretch;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one rank sends and receives in a step: gradients to the owners of slices, and updated slices
 * to everyone. Used by one thread.
 */
final class Exchange {
  private final Peers peers;
  private final BucketPlan buckets;
  private final Statistics statistics;
  private final Reduction reduction;
  private final List<Integer> others;
  private final List<Stretch> ofOthers;
  private final Map<Node, Deque<Stretch>> unsentOf = new HashMap<>();
  private final Map<Node, float[]> own = new HashMap<>();
  private final Map<Node, Counts> counts = new HashMap<>();

  Exchange(Peers peers, BucketPlan buckets, Statistics statistics) {
    this.peers = peers;
    this.buckets = buckets;
    this.statistics = statistics;
    this.reduction = new Reduction(buckets.slices().numSlices());
    this.others =
        IntStream.range(1, peers.numRanks())
            .mapToObj(i -> (peers.rank() + i) % peers.numRanks())
            .toList();
    this.ofOthers =
        others.stream()
            .flatMap(rank -> buckets.of(rank).stream())
            .sorted(Comparator.comparingInt(Stretch::from).reversed())
            .toList();
  }

  /** The nodes of the tree that this rank computes, in order. */
  List<Node> nodes() {
    return buckets.nodesOf(peers.rank());
  }

  /** The buckets that this rank owns, in order. */
  List<Stretch> buckets() {
    return buckets.of(peers.rank());
  }

  /**
   * Sends to their owners the buckets of a node's sums that have become complete.
   *
   * @param sums empty if there is nothing; needed until the step ends
   * @param from where what is complete begins; 0 in the end
   */
  void scatter(Node node, float[] sums, int from, long step) {
    Deque<Stretch> unsent = unsentOf.computeIfAbsent(node, n -> new ArrayDeque<>(ofOthers));
    while (!unsent.isEmpty() && unsent.peek().from() >= from) {
      Stretch bucket = unsent.poll();
      Content content =
          sums.length == 0
              ? Content.NONE
              : Content.of(FloatBuffer.wrap(sums, bucket.from(), bucket.length()));
      Topic topic = Topic.gradients(step, bucket.from(), node.low());
      peers.send(buckets.ownerOf(bucket), topic, new long[0], content);
    }
    own.put(node, sums);
  }

  /** Tells everyone what a node's sums are of. */
  void count(Node node, Counts sum, long step) {
    Topic topic = Topic.counts(step, node.low());
    others.forEach(rank -> peers.send(rank, topic, sum.numbers(), Content.NONE));
    counts.put(node, sum);
  }

  /** Of all nodes together. */
  Counts counts(long step) {
    for (int rank : others) {
      for (Node node : buckets.nodesOf(rank)) {
        counts.computeIfAbsent(
            node, n -> Counts.of(peers.receive(rank, Topic.counts(step, n.low())).numbers()));
      }
    }
    return reduction.sum(counts);
  }

  /**
   * Adds up the gradients of one bucket over all replicas.
   *
   * @param sums those of all that this rank owns
   * @param numLosses of all replicas
   */
  void reduce(Stretch bucket, float[] sums, long numLosses, long step) {
    Map<Node, Part> parts = new HashMap<>();
    own.forEach((node, ofNode) -> parts.put(node, Part.of(ofNode, bucket.from())));
    List<Parcel> parcels = new ArrayList<>();
    for (int rank : others) {
      for (Node node : buckets.nodesOf(rank)) {
        Parcel parcel = peers.receive(rank, Topic.gradients(step, bucket.from(), node.low()));
        parcels.add(parcel);
        parts.put(node, Part.of(parcel.bytes().asFloatBuffer()));
      }
    }
    int offset = buckets.ownedBy(peers.rank()).from();
    reduction.sum(parts, sums, bucket.from() - offset, bucket.length());
    parcels.forEach(Parcel::close);
    statistics.divide(sums, offset, bucket, numLosses);
  }

  /** The sum over all slices, in their order, of a number that each slice's owner knows. */
  double sum(double[] ofOwned, long step) {
    Topic topic = Topic.squares(step);
    long[] bits = IntStream.range(0, ofOwned.length).mapToLong(i -> bits(ofOwned[i])).toArray();
    others.forEach(rank -> peers.send(rank, topic, bits, Content.NONE));
    double sum = 0;
    for (int rank = 0; rank < peers.numRanks(); rank++) {
      long[] theirs = rank == peers.rank() ? bits : peers.receive(rank, topic).numbers();
      for (long number : theirs) {
        sum += Double.longBitsToDouble(number);
      }
    }
    return sum;
  }

  /**
   * Sends a bucket of updated parameters to everyone.
   *
   * @param next where they are
   * @param parameters of this rank's network, where they are put too
   */
  void publish(Stretch bucket, Memory next, FloatBuffer parameters, long step) {
    FloatBuffer values = next.parameters().slice(bucket.from() - next.offset(), bucket.length());
    Topic topic = Topic.parameters(step, bucket.from());
    others.forEach(rank -> peers.send(rank, topic, new long[0], Content.of(values)));
    parameters.put(bucket.from(), values, 0, bucket.length());
  }

  /** Receives what others publish, which ends the step. */
  void gather(FloatBuffer parameters, long step) {
    for (int owner : others) {
      for (Stretch bucket : buckets.of(owner)) {
        try (Parcel parcel = peers.receive(owner, Topic.parameters(step, bucket.from()))) {
          parameters.put(bucket.from(), parcel.bytes().asFloatBuffer(), 0, bucket.length());
        }
      }
    }
    unsentOf.clear();
    own.clear();
    counts.clear();
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
