package io.meanfield.driver.spark;

import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.worker.protocol.PeerLimits;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.Resumption;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.spark.HeldState;
import io.meanfield.worker.spark.PeerAddress;
import io.meanfield.worker.spark.RankResult;
import io.meanfield.worker.spark.RunRank;
import io.meanfield.worker.spark.RunRank.Attempt;
import io.meanfield.worker.spark.RunRank.States;
import io.meanfield.worker.sync.RankPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Runs a round as one barrier stage: as many ranks as there are free task slots, up to one a
 * replica. Their number does not change the result.
 */
final class RankEngine extends ClusterEngine {
  private static final ClassTag<RankResult> RESULT = ClassTag$.MODULE$.apply(RankResult.class);
  private static final int FIRST = 1; // attempt

  private final PeerLimits limits;
  private final Map<String, PeerAddress> known = new HashMap<>();
  private final InstantSource clock = InstantSource.system();
  private Optional<Instant> lost = Optional.empty();

  RankEngine(
      JavaSparkContext spark, SparkJobs jobs, RunSpec run, PeerLimits limits, RunStates states) {
    super(spark, jobs, run, states);
    this.limits = limits;
  }

  @Override
  public Committed run(RoundAttempt attempt) {
    long start = System.nanoTime();
    RoundSpec round = attempt.round();
    HeldState before = states.held();
    HeldState after = begin();
    List<RankResult> results;
    try {
      results = results(round, attempt.key().attempt(), new States(before, after));
    } catch (RuntimeException e) {
      lost = lost.or(() -> Optional.of(clock.instant()));
      throw states.failed(e);
    }
    List<ReplicaReport> reports =
        results.stream()
            .flatMap(result -> result.reports().stream())
            .sorted(Comparator.comparingInt(ReplicaReport::replica))
            .toList();
    attempt.receiveAll(reports.stream().mapToLong(ReplicaReport::numExamples).sum());
    Parameters next = states.commit(after, held -> again(round, held));
    return new Committed(next, reports, recovery(results), System.nanoTime() - start);
  }

  private HeldState again(RoundSpec round, HeldState before) {
    HeldState after = begin();
    results(round, FIRST, new States(before, after));
    return after;
  }

  /**
   * One result a rank.
   *
   * @param number of the attempt, from 1
   */
  private List<RankResult> results(RoundSpec round, int number, States both) {
    RankPlan ranks = ranks();
    Attempt attempt = new Attempt(number, limits, known);
    RunRank task = new RunRank(runOnExecutors, round, both, attempt);
    List<RankResult> results = collect(task, round, ranks, both.before());
    results.forEach(result -> known.put(result.executor(), result.address()));
    for (RankResult result : results) {
      if (result.failure() != null) {
        throw result.failure();
      }
    }
    return results;
  }

  private List<RankResult> collect(
      RunRank task, RoundSpec round, RankPlan ranks, HeldState before) {
    int numRanks = ranks.numRanks();
    return jobs.await(
            "round %d on %d ranks".formatted(round.round() + 1, numRanks),
            Places.ofRanks(spark, ranks, before)
                .rdd()
                .barrier()
                .mapPartitions(task, false, RESULT)
                .toJavaRDD()
                .collectAsync(),
            () -> jobs.numSlots() >= numRanks)
        .orElseThrow(() -> RoundLost.ofSlots(numRanks));
  }

  private RankPlan ranks() {
    int numReplicas = run.training().replicas();
    return new RankPlan(numReplicas, jobs.freeSlots(numReplicas));
  }

  /** How the run recovered from a loss that an earlier attempt met. */
  private Optional<Recovery> recovery(List<RankResult> results) {
    Resumption slowest =
        results.stream()
            .map(RankResult::resumption)
            .max(Comparator.comparing(Resumption::ready))
            .orElseThrow();
    Optional<Recovery> recovery =
        lost.map(
            since ->
                new Recovery(
                    slowest.numSteps(), results.size(), Duration.between(since, slowest.ready())));
    lost = Optional.empty();
    return recovery;
  }
}
