package io.meanfield.worker;

import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.BucketPlan;
import io.meanfield.worker.sync.MirrorPlan;
import io.meanfield.worker.sync.RankPlan;
import io.meanfield.worker.sync.Slice;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Which slices a rank owns and mirrors in a session, and from where it has them. */
final class Custody {
  private final RunSpec run;
  private final Peers peers;
  private final Holdings holdings;
  private final BucketPlan buckets;
  private final MirrorPlan mirrors;

  Custody(RunSpec run, Peers peers, Holdings holdings) {
    this.run = run;
    this.peers = peers;
    this.holdings = holdings;
    RankPlan ranks = new RankPlan(run.slicePlan().numSlices(), peers.numRanks());
    this.buckets = new BucketPlan(run.slicePlan(), ranks, run.exact());
    this.mirrors = new MirrorPlan(processes(run.exact().recoversSteps(), peers));
  }

  /**
   * What a rank has.
   *
   * @param own the slices that it owns
   * @param mirrored by the rank that owns them, in order
   */
  record Possession(Holding own, Map<Integer, Holding> mirrored) {

    /** How many steps of the run are done. */
    long step() {
      return own.newest().step();
    }

    /** Of its own slices and of those that it mirrors. */
    List<Holding> all() {
      List<Holding> all = new ArrayList<>(mirrored.values());
      all.add(own);
      return all;
    }
  }

  Peers peers() {
    return peers;
  }

  /**
   * @param residuals of this rank's replicas, as in {@link GradientBytes}
   */
  Exchange exchange(Map<Integer, float[]> residuals) {
    return new Exchange(
        peers, buckets, mirrors, GradientBytes.of(run, residuals), new Statistics(run.layout()));
  }

  Mirrors mirrors(Possession possession, Exchange exchange) {
    return new Mirrors(peers, buckets, mirrors, exchange, possession.mirrored());
  }

  /**
   * At the beginning of a round.
   *
   * @param step how many steps of the run are done
   */
  Possession begin(long step, RoundStates states) {
    Possession possession =
        possession(
            numbers -> {
              Holding holding =
                  holdings
                      .take(run.runId(), numbers, step)
                      .orElseGet(() -> holding(numbers, Version.of(step, slices(numbers, states))));
              holding.count(Counts.NONE);
              return holding;
            });
    remember(possession);
    return possession;
  }

  /**
   * After a rank was lost.
   *
   * @param first steps of the run that were done when the round began
   * @param last steps that are done when it ends
   * @param parameters set, if there is anything
   * @return what survivors know together, if that is as much
   */
  Optional<Possession> recover(long first, long last, FloatBuffer parameters) {
    Handover handover = new Handover(peers, buckets, mirrors, holdings.of(run.runId()));
    Optional<Possession> recovered =
        handover.plan(first, last).map(plan -> recovered(handover, plan, parameters));
    recovered
        .filter(possession -> possession.step() == first)
        .ifPresent(possession -> possession.all().forEach(holding -> holding.count(Counts.NONE)));
    return recovered;
  }

  private Possession recovered(Handover handover, Handover.Plan plan, FloatBuffer parameters) {
    Possession possession =
        possession(
            numbers ->
                holding(
                    numbers, Version.empty(plan.step(), length(numbers), run.numSliceVectors())));
    handover.run(plan, parameters, possession.all());
    remember(possession);
    return possession;
  }

  private void remember(Possession possession) {
    if (mirrors.mirrorOf(peers.rank()).isPresent()) {
      holdings.add(peers.session(), possession.all());
    }
  }

  private Possession possession(Function<List<Integer>, Holding> holdingOf) {
    Map<Integer, Holding> mirrored = new TreeMap<>();
    for (int owner : mirrors.mirroredBy(peers.rank())) {
      mirrored.put(owner, holdingOf.apply(buckets.slicesOf(owner)));
    }
    return new Possession(holdingOf.apply(buckets.slicesOf(peers.rank())), mirrored);
  }

  private Holding holding(List<Integer> numbers, Version version) {
    return new Holding(run.slicePlan(), numbers, version);
  }

  private int length(List<Integer> numbers) {
    return numbers.stream().mapToInt(run.slicePlan()::size).sum();
  }

  private static List<Slice> slices(List<Integer> numbers, RoundStates states) {
    return numbers.stream().map(states::slice).toList();
  }

  /** Where nothing is to be recovered in a round, all are lost together. */
  private static List<String> processes(boolean recoversSteps, Peers peers) {
    return recoversSteps
        ? IntStream.range(0, peers.numRanks()).mapToObj(peers::processOf).toList()
        : Collections.nCopies(peers.numRanks(), "");
  }
}
