package io.meanfield.worker;

import io.meanfield.worker.collective.Content;
import io.meanfield.worker.collective.Parcel;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.collective.Topic;
import io.meanfield.worker.protocol.ReplicaDelta;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.Contribution;
import io.meanfield.worker.sync.DeltaCodec;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.worker.sync.RankPlan;
import io.meanfield.worker.sync.SlicePlan;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one rank sends and receives at the end of a round of local steps: its replicas' deltas to
 * the owners of slices, and new slices to everyone. Used by one thread.
 */
final class DeltaExchange {
  private final Peers peers;
  private final long round;
  private final RankPlan ranks;
  private final SlicePlan slices;
  private final DeltaCodec codec;
  private final Map<Integer, ReplicaDelta> own = new HashMap<>();

  DeltaExchange(RunSpec run, RoundSpec round, Peers peers) {
    this.peers = peers;
    this.round = round.round();
    this.slices = run.slicePlan();
    this.ranks = new RankPlan(slices.numSlices(), peers.numRanks());
    this.codec = new DeltaCodec(((LocalSteps) run.sync()).wire(), run.layout(), slices);
  }

  /** The replicas that this rank has and the slices that it owns, in order. */
  List<Integer> numbers() {
    return numbersOf(peers.rank());
  }

  private List<Integer> numbersOf(int rank) {
    return IntStream.range(ranks.from(rank), ranks.to(rank)).boxed().toList();
  }

  /** Sends the delta of one of this rank's replicas to the owners of slices. */
  void scatter(ReplicaDelta delta) {
    int replica = delta.report().replica();
    long[] weight = {delta.report().numExamples()};
    for (int owner : peers.others()) {
      for (int slice : numbersOf(owner)) {
        Content content = Content.of(delta.slices().get(slice));
        peers.send(owner, Topic.delta(round, slice, replica), weight, content);
      }
    }
    own.put(replica, delta);
  }

  /** All replicas' deltas of a slice that this rank owns, in order. */
  List<Contribution> contributions(int slice) {
    return IntStream.range(0, ranks.numReplicas())
        .mapToObj(replica -> contribution(slice, replica))
        .toList();
  }

  private Contribution contribution(int slice, int replica) {
    ReplicaDelta here = own.get(replica);
    if (here != null) {
      ByteBuffer encoded = ByteBuffer.wrap(here.slices().get(slice));
      return new Contribution(replica, here.report().numExamples(), codec.decode(slice, encoded));
    }
    Topic topic = Topic.delta(round, slice, replica);
    try (Parcel parcel = peers.receive(ranks.rankOf(replica), topic)) {
      return new Contribution(replica, parcel.numbers()[0], codec.decode(slice, parcel.bytes()));
    }
  }

  /** Sends the parameters of a slice that this rank owns to everyone. */
  void publish(SliceState slice) {
    Content content = Content.of(FloatBuffer.wrap(slice.values().parameters()));
    Topic topic = Topic.slice(round, slice.slice());
    peers.others().forEach(rank -> peers.send(rank, topic, new long[0], content));
  }

  /**
   * The parameters after the round, of what others publish and of the slices that this rank owns.
   */
  float[] gather(List<SliceState> owned) {
    float[] parameters = SliceState.join(owned, slices);
    for (int owner : peers.others()) {
      for (int slice : numbersOf(owner)) {
        try (Parcel parcel = peers.receive(owner, Topic.slice(round, slice))) {
          parcel.bytes().asFloatBuffer().get(0, parameters, slices.from(slice), slices.size(slice));
        }
      }
    }
    return parameters;
  }
}
