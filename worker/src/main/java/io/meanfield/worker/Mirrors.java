package io.meanfield.worker;

import io.meanfield.worker.FlatUpdater.Extent;
import io.meanfield.worker.FlatUpdater.Memory;
import io.meanfield.worker.collective.Content;
import io.meanfield.worker.collective.Parcel;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.collective.Topic;
import io.meanfield.worker.sync.BucketPlan;
import io.meanfield.worker.sync.Stretch;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Second copies of what other ranks own, which make the same updates from the same sums of
 * gradients. Used by one thread.
 */
final class Mirrors {
  private final Peers peers;
  private final BucketPlan buckets;
  private final OptionalInt ownMirror;
  private final Map<Integer, Holding> holdings;

  /**
   * @param ownMirror the rank that mirrors this one, if any
   * @param holdings by the rank that owns them, in order
   */
  Mirrors(Peers peers, BucketPlan buckets, OptionalInt ownMirror, Map<Integer, Holding> holdings) {
    this.peers = peers;
    this.buckets = buckets;
    this.ownMirror = ownMirror;
    this.holdings = holdings;
  }

  /** Begins a step of this rank's own; where there is a mirror, the state before it is kept. */
  Memory begin(Holding own) {
    return ownMirror.isPresent() ? own.beginCopy() : own.begin();
  }

  /** Lets the mirror know of a bucket that this rank has summed. */
  void tell(Stretch bucket, Holding own, long step) {
    if (ownMirror.isPresent()) {
      FloatBuffer sums = FloatBuffer.wrap(own.gradients(), own.index(bucket), bucket.length());
      Topic topic = Topic.sums(step, bucket.from());
      peers.send(ownMirror.getAsInt(), topic, new long[0], Content.of(sums));
    }
  }

  /** Makes the updates that the owners made in a step. */
  void follow(FlatUpdater updater, Extent extent, Counts counts, long step) {
    holdings.forEach(
        (owner, holding) -> {
          Memory next = holding.beginCopy();
          for (Stretch bucket : buckets.of(owner)) {
            try (Parcel parcel = peers.receive(owner, Topic.sums(step, bucket.from()))) {
              FloatBuffer sums = parcel.bytes().asFloatBuffer();
              sums.get(0, holding.gradients(), holding.index(bucket), bucket.length());
            }
            updater.update(next, bucket, extent);
          }
          holding.end(step + 1, counts);
        });
  }
}
