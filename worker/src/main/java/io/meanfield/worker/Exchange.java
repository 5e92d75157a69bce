package io.meanfield.worker;

import io.meanfield.worker.FlatUpdater.Memory;
import io.meanfield.worker.Reduction.Part;
import io.meanfield.worker.collective.Content;
import io.meanfield.worker.collective.Parcel;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.collective.Topic;
import io.meanfield.worker.sync.BucketPlan;
import io.meanfield.worker.sync.FixedTree.Node;
import io.meanfield.worker.sync.MirrorPlan;
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
  private final GradientBytes format;
  private final Statistics statistics;
  private final Reduction reduction;
  private final List<Integer> others;
  private final List<Integer> publishers;
  private final List<Delivery> deliveries;
  private final Map<Node, Deque<Delivery>> undelivered = new HashMap<>();
  private final Map<Node, float[]> own = new HashMap<>();
  private final Map<Node, Counts> counts = new HashMap<>();

  /** A bucket of gradients, and the other ranks that need it. */
  private record Delivery(Stretch bucket, List<Integer> to) {}

  Exchange(
      Peers peers,
      BucketPlan buckets,
      MirrorPlan mirrors,
      GradientBytes format,
      Statistics statistics) {
    this.peers = peers;
    this.buckets = buckets;
    this.format = format;
    this.statistics = statistics;
    this.reduction = new Reduction(buckets.slices().numSlices());
    this.others = peers.others();
    this.publishers = mirrors.everyoneHoldsAll() ? List.of() : others;
    this.deliveries = deliveries(mirrors);
  }

  /** From the end of the flat vector to its beginning. */
  private List<Delivery> deliveries(MirrorPlan mirrors) {
    List<Delivery> all = new ArrayList<>();
    for (int owner = 0; owner < peers.numRanks(); owner++) {
      List<Integer> receivers = receivers(owner, mirrors);
      for (Stretch bucket : buckets.of(owner)) {
        all.add(new Delivery(bucket, receivers));
      }
    }
    all.sort(Comparator.comparingInt((Delivery delivery) -> delivery.bucket().from()).reversed());
    return all;
  }

  private List<Integer> receivers(int owner, MirrorPlan mirrors) {
    return others.stream().filter(rank -> rank == owner || mirrors.everyoneHoldsAll()).toList();
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
   * @param sums empty if there is nothing; changed in place to what is read of them elsewhere, and
   *     needed until the step ends
   * @param complete since the last call; with parameter 0 in the end
   */
  void scatter(Node node, float[] sums, Stretch complete, long step) {
    Deque<Delivery> left = undelivered.computeIfAbsent(node, n -> new ArrayDeque<>(deliveries));
    while (!left.isEmpty() && left.peek().bucket().from() >= complete.from()) {
      Delivery delivery = left.poll();
      Stretch bucket = delivery.bucket();
      Content content = sums.length == 0 ? Content.NONE : format.encode(node.low(), sums, bucket);
      Topic topic = Topic.gradients(step, bucket.from(), node.low());
      delivery.to().forEach(rank -> peers.send(rank, topic, new long[0], content));
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
   * @param into where the bucket is held
   * @param numLosses of all replicas
   */
  void reduce(Stretch bucket, Holding into, long numLosses, long step) {
    Map<Node, Part> parts = new HashMap<>();
    own.forEach((node, ofNode) -> parts.put(node, Part.of(ofNode, bucket.from())));
    List<Parcel> parcels = new ArrayList<>();
    for (int rank : others) {
      for (Node node : buckets.nodesOf(rank)) {
        Parcel parcel = peers.receive(rank, Topic.gradients(step, bucket.from(), node.low()));
        parcels.add(parcel);
        parts.put(
            node, parcel.bytes().hasRemaining() ? format.part(bucket, parcel.bytes()) : Part.NONE);
      }
    }
    reduction.sum(parts, into.gradients(), into.index(bucket), bucket.length());
    parcels.forEach(Parcel::close);
    statistics.divide(into.gradients(), into.stretch().from(), bucket, numLosses);
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

  /** Sends a bucket of updated parameters to everyone who does not hold it. */
  void publish(Stretch bucket, Memory next, long step) {
    Content content = Content.of(next.parameters(bucket));
    Topic topic = Topic.parameters(step, bucket.from());
    publishers.forEach(rank -> peers.send(rank, topic, new long[0], content));
  }

  /** Receives what others publish. */
  void gather(FloatBuffer parameters, long step) {
    for (int owner : publishers) {
      for (Stretch bucket : buckets.of(owner)) {
        try (Parcel parcel = peers.receive(owner, Topic.parameters(step, bucket.from()))) {
          parameters.put(bucket.from(), parcel.bytes().asFloatBuffer(), 0, bucket.length());
        }
      }
    }
  }

  /** The step is done: what was to be kept for it is not needed any more. */
  void end() {
    undelivered.clear();
    own.clear();
    counts.clear();
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
