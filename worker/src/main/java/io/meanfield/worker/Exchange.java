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
import java.util.ArrayList;
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
  private final Map<Node, GradientSum> own = new HashMap<>();
  private final Map<Stretch, Counts> reduced = new HashMap<>();

  Exchange(Peers peers, BucketPlan buckets, Statistics statistics) {
    this.peers = peers;
    this.buckets = buckets;
    this.statistics = statistics;
    this.reduction = new Reduction(buckets.slices().numSlices());
    this.others =
        IntStream.range(1, peers.numRanks())
            .mapToObj(i -> (peers.rank() + i) % peers.numRanks())
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

  /** Sends what this rank computed to whom it concerns. The array is needed until all is summed. */
  void scatter(Node node, GradientSum sum, long step) {
    own.put(node, sum);
    for (int owner : others) {
      for (Stretch bucket : buckets.of(owner)) {
        Topic topic = Topic.gradients(step, bucket.from(), node.low());
        Content content =
            sum == GradientSum.NONE
                ? Content.NONE
                : Content.of(FloatBuffer.wrap(sum.values(), bucket.from(), bucket.length()));
        peers.send(owner, topic, sum.counts().numbers(), content);
      }
    }
  }

  /**
   * Adds up the gradients of one bucket over all replicas, if that is not done yet.
   *
   * @param sums those of all that this rank owns
   */
  Counts reduce(Stretch bucket, float[] sums, long step) {
    return reduced.computeIfAbsent(bucket, b -> sum(b, sums, step));
  }

  private Counts sum(Stretch bucket, float[] sums, long step) {
    Map<Node, Part> parts = new HashMap<>();
    Map<Node, Counts> counts = new HashMap<>();
    own.forEach(
        (node, sum) -> {
          counts.put(node, sum.counts());
          parts.put(node, Part.of(sum.values(), bucket.from()));
        });
    List<Parcel> parcels = new ArrayList<>();
    for (int rank : others) {
      for (Node node : buckets.nodesOf(rank)) {
        Parcel parcel = peers.receive(rank, Topic.gradients(step, bucket.from(), node.low()));
        parcels.add(parcel);
        counts.put(node, Counts.of(parcel.numbers()));
        parts.put(node, Part.of(parcel.bytes().asFloatBuffer()));
      }
    }
    int offset = buckets.ownedBy(peers.rank()).from();
    reduction.sum(parts, sums, bucket.from() - offset, bucket.length());
    parcels.forEach(Parcel::close);
    Counts all = reduction.sum(counts);
    statistics.divide(sums, offset, bucket, all.numLosses());
    return all;
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
    own.clear();
    reduced.clear();
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
