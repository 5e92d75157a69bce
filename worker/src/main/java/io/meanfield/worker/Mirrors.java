package io.meanfield.worker;

import io.meanfield.worker.FlatUpdater.Extent;
import io.meanfield.worker.FlatUpdater.Memory;
import io.meanfield.worker.collective.Content;
import io.meanfield.worker.collective.Parcel;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.collective.Topic;
import io.meanfield.worker.sync.BucketPlan;
import io.meanfield.worker.sync.MirrorPlan;
import io.meanfield.worker.sync.Stretch;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Second copies of what other ranks own, which make the same updates from the same sums of
 * gradients. Used by one thread.
 */
final class Mirrors {
  private final Peers peers;
  private final BucketPlan buckets;
  private final MirrorPlan plan;
  private final Exchange exchange;
  private final Map<Integer, Holding> holdings;

  /**
   * @param holdings by the rank that owns them, in order
   */
  Mirrors(
      Peers peers,
      BucketPlan buckets,
      MirrorPlan plan,
      Exchange exchange,
      Map<Integer, Holding> holdings) {
    this.peers = peers;
    this.buckets = buckets;
    this.plan = plan;
    this.exchange = exchange;
    this.holdings = holdings;
  }

  /** Begins a step of this rank's own; where there is a mirror, the state before it is kept. */
  void begin(Holding own) {
    if (plan.mirrorOf(peers.rank()).isPresent()) {
      own.beginBeside();
    } else {
      own.begin();
    }
  }

  /** Lets the mirror know of a bucket that this rank has summed, unless it hears of all itself. */
  void tell(Stretch bucket, Holding own, long step) {
    if (plan.mirrorOf(peers.rank()).isPresent() && !plan.everyoneHoldsAll()) {
      FloatBuffer sums = FloatBuffer.wrap(own.gradients(), own.index(bucket), bucket.length());
      int mirror = plan.mirrorOf(peers.rank()).getAsInt();
      peers.send(mirror, Topic.sums(step, bucket.from()), new long[0], Content.of(sums));
    }
  }

  /**
   * Makes the updates that the owners made in a step.
   *
   * @param parameters of this rank's network, where they are put too
   */
  void follow(
      FlatUpdater updater, Extent extent, Counts counts, FloatBuffer parameters, long step) {
    holdings.forEach(
        (owner, holding) -> {
          holding.beginBeside();
          for (Stretch bucket : buckets.of(owner)) {
            if (plan.everyoneHoldsAll()) {
              exchange.reduce(bucket, holding, extent.numLosses(), step);
            } else {
              receiveSums(owner, bucket, holding, step);
            }
            Memory next = holding.prepare(bucket);
            updater.update(next, bucket, extent);
            parameters.put(bucket.from(), next.parameters(bucket), 0, bucket.length());
          }
          holding.end(step + 1, counts);
        });
  }

  private void receiveSums(int owner, Stretch bucket, Holding holding, long step) {
    try (Parcel parcel = peers.receive(owner, Topic.sums(step, bucket.from()))) {
      FloatBuffer sums = parcel.bytes().asFloatBuffer();
      sums.get(0, holding.gradients(), holding.index(bucket), bucket.length());
    }
  }
}
