package io.meanfield.worker;

import io.meanfield.worker.FlatUpdater.Stretch;
import io.meanfield.worker.collective.Parcel;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.collective.Topic;
import io.meanfield.worker.sync.FixedTree;
import io.meanfield.worker.sync.FixedTree.Node;
import io.meanfield.worker.sync.RankPlan;
import io.meanfield.worker.sync.SlicePlan;
import io.meanfield.zoo.ParameterLayout;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What one rank sends and receives in a step: gradients to the owners of slices, and updated slices
 * to everyone. Used by one thread.
 */
final class Exchange {
  private final Peers peers;
  private final SlicePlan slices;
  private final RankPlan ranks;
  private final Statistics statistics;
  private final Map<Node, Integer> senders = new HashMap<>();
  private final Map<Node, GradientSum> own = new HashMap<>();

  Exchange(Peers peers, SlicePlan slices, ParameterLayout layout) {
    this.peers = peers;
    this.statistics = new Statistics(layout);
    this.slices = slices;
    this.ranks = new RankPlan(slices.numSlices(), peers.numRanks());
    for (int rank = 0; rank < peers.numRanks(); rank++) {
      for (Node node : nodesOf(rank)) {
        senders.put(node, rank);
      }
    }
  }

  /** The nodes of the tree that this rank computes, in order. */
  List<Node> nodes() {
    return nodesOf(peers.rank());
  }

  /** The slices that this rank owns, in order. */
  List<Integer> owned() {
    return IntStream.range(ranks.from(peers.rank()), ranks.to(peers.rank())).boxed().toList();
  }

  /** Sends what this rank computed to whom it concerns. */
  void scatter(Node node, GradientSum sum, long step) {
    own.put(node, sum);
    for (int slice = 0; slice < slices.numSlices(); slice++) {
      int owner = ranks.rankOf(slice);
      if (owner != peers.rank()) {
        peers.send(owner, Topic.gradients(step, slice, node.low()), parcel(sum, slice));
      }
    }
  }

  /**
   * Adds up over all replicas the gradients of the slices that this rank owns.
   *
   * @param states the optimizer's of those slices
   */
  List<Stretch> reduce(List<float[][]> states, long step) {
    List<Stretch> stretches = new ArrayList<>();
    for (int slice : owned()) {
      GradientSum sum = reduce(slice, step);
      statistics.divide(sum.values(), slices.from(slice), sum.numLosses());
      stretches.add(
          new Stretch(
              slices.from(slice),
              slices.to(slice),
              FloatBuffer.wrap(sum.values()),
              sum.numLosses(),
              states.get(stretches.size())));
    }
    own.clear();
    return stretches;
  }

  private GradientSum reduce(int slice, long step) {
    return FixedTree.join(
        new Node(0, slices.numSlices()),
        node -> Optional.ofNullable(senders.get(node)).map(from -> part(node, from, slice, step)),
        GradientSum::add);
  }

  /** The sum over all slices, in their order, of a number that each slice's owner knows. */
  double sum(double[] ofOwned, long step) {
    Topic topic = Topic.squares(step);
    long[] bits = IntStream.range(0, ofOwned.length).mapToLong(i -> bits(ofOwned[i])).toArray();
    toAll(topic, Parcel.of(bits));
    double sum = 0;
    for (int rank = 0; rank < peers.numRanks(); rank++) {
      long[] theirs = rank == peers.rank() ? bits : peers.receive(rank, topic).numbers();
      for (long number : theirs) {
        sum += Double.longBitsToDouble(number);
      }
    }
    return sum;
  }

  /** Sends the owned slices of the parameters and receives the others. */
  void gather(FloatBuffer parameters, long step) {
    for (int slice : owned()) {
      toAll(Topic.parameters(step, slice), new Parcel(new long[0], cut(parameters, slice)));
    }
    for (int slice = 0; slice < slices.numSlices(); slice++) {
      int owner = ranks.rankOf(slice);
      if (owner != peers.rank()) {
        FloatBuffer values = peers.receive(owner, Topic.parameters(step, slice)).values();
        cut(parameters, slice).put(values);
      }
    }
  }

  private List<Node> nodesOf(int rank) {
    return FixedTree.cover(slices.numSlices(), ranks.from(rank), ranks.to(rank));
  }

  private GradientSum part(Node node, int from, int slice, long step) {
    if (from == peers.rank()) {
      GradientSum sum = own.get(node);
      return sum.numLosses() == 0
          ? GradientSum.NONE
          : new GradientSum(sum.numLosses(), slices.cut(sum.values(), slice));
    }
    Parcel parcel = peers.receive(from, Topic.gradients(step, slice, node.low()));
    return new GradientSum(parcel.numbers()[0], parcel.values().array());
  }

  private Parcel parcel(GradientSum sum, int slice) {
    return sum.numLosses() == 0
        ? Parcel.of(0)
        : new Parcel(new long[] {sum.numLosses()}, cut(FloatBuffer.wrap(sum.values()), slice));
  }

  private void toAll(Topic topic, Parcel parcel) {
    for (int rank = 0; rank < peers.numRanks(); rank++) {
      if (rank != peers.rank()) {
        peers.send(rank, topic, parcel);
      }
    }
  }

  private FloatBuffer cut(FloatBuffer whole, int slice) {
    return whole.slice(slices.from(slice), slices.size(slice));
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
