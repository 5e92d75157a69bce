package io.meanfield.driver.spark;

import io.meanfield.driver.round.Position;
import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.PeerLimits;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.Resumption;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.PeerAddress;
import io.meanfield.worker.spark.RankResult;
import io.meanfield.worker.spark.RunExactRound;
import io.meanfield.worker.spark.RunExactRound.Attempt;
import io.meanfield.worker.spark.RunExactRound.Blocks;
import io.meanfield.worker.spark.SliceBlocks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Runs a round of exact steps as one barrier stage: as many ranks as there are task slots, up to
 * one a replica. Their number does not change the result.
 */
final class ExactEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(ExactEngine.class);
  private static final int MAX_ATTEMPTS = 4; // as Spark has for a stage
  private static final ClassTag<RankResult> RESULT = ClassTag$.MODULE$.apply(RankResult.class);

  private final JavaSparkContext spark;
  private final SparkJobs jobs;
  private final RunSpec run;
  private final PeerLimits limits;
  private final RunStates states;
  private final Map<String, PeerAddress> known = new HashMap<>();
  private final InstantSource clock = InstantSource.system();
  private Stored stored;

  /** What the block managers have. */
  private record Stored(long version, SliceBlocks blocks) {}

  /**
   * @throws TrainingException with code CONFIGURATION where Spark has no barrier stages
   */
  ExactEngine(
      JavaSparkContext spark, SparkJobs jobs, RunSpec run, PeerLimits limits, RunStates states) {
    this.spark = spark;
    this.jobs = jobs;
    this.run = run;
    this.limits = limits;
    this.states = states;
    if (spark.getConf().getBoolean("spark.dynamicAllocation.enabled", false)) {
      throw new TrainingException(
          ErrorCode.CONFIGURATION,
          "exact training (sync.strategy: allreduce or sync.exact-first) needs executors that stay, found spark.dynamicAllocation.enabled=true: switch it off for this run, or choose average or diloco without exact steps");
    }
  }

  @Override
  public RunStates states() {
    return states;
  }

  @Override
  public int stepsPerRound(Position position) {
    return run.sync().stepsPerRound();
  }

  @Override
  public Committed run(RoundAttempt attempt, TrainingState state) {
    long start = System.nanoTime();
    RoundSpec round = attempt.round();
    Blocks blocks = new Blocks(stored(state), SliceBlocks.reserve(spark));
    List<RankResult> results = onAllRanks(round, state, blocks);
    results.stream()
        .map(RankResult::failure)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(
            e -> {
              throw e;
            });
    List<SliceState> parts = new ArrayList<>();
    for (RankResult result : results) {
      known.put(result.executor(), result.address());
      parts.addAll(result.slices());
    }
    List<ReplicaReport> reports = RunStates.reports(parts);
    attempt.receiveAll(reports.stream().mapToLong(ReplicaReport::numExamples).sum());
    TrainingState next = states.after(round, parts, state.replicas(), slicesIn(blocks.after()));
    blocks.before().remove();
    stored = new Stored(next.version(), blocks.after());
    return new Committed(next, reports, System.nanoTime() - start);
  }

  /** Removes what executors hold of the latest state: the run goes on without this engine. */
  void forget() {
    if (stored != null) {
      stored.blocks().remove();
      stored = null;
    }
  }

  /**
   * One result a rank. When a rank is lost, all begin again, those that are there then, from the
   * newest step that survivors know.
   */
  private List<RankResult> onAllRanks(RoundSpec round, TrainingState state, Blocks blocks) {
    Optional<Instant> lost = Optional.empty();
    for (int number = 1; ; number++) {
      int numRanks = Math.max(1, Math.min(numSlots(), run.training().replicas()));
      Attempt attempt = new Attempt(number, limits, known);
      RunExactRound task =
          new RunExactRound(states.runOnExecutors(), state.parameters(), round, blocks, attempt);
      try {
        Optional<List<RankResult>> results = attempt(task, round, numRanks);
        if (results.isPresent()) {
          lost.ifPresent(since -> tell(round, results.get(), since));
          return results.get();
        }
      } catch (TrainingException e) {
        if (!(e.getCause() instanceof SparkException) || number == MAX_ATTEMPTS) {
          throw e;
        }
        lost = Optional.of(lost.orElseGet(clock::instant));
        LOG.warn("round {} begins again: {}", round.round() + 1, reason(e.getMessage()));
      }
    }
  }

  private static void tell(RoundSpec round, List<RankResult> results, Instant lost) {
    Resumption slowest =
        results.stream()
            .map(RankResult::resumption)
            .max(Comparator.comparing(Resumption::ready))
            .orElseThrow();
    LOG.info(
        "round {} went on after {} of its {} steps on {} ranks, {} s after the loss was noticed",
        round.round() + 1,
        slowest.numSteps(),
        round.numSteps(),
        results.size(),
        Duration.between(lost, slowest.ready()).toMillis() / 1e3);
  }

  /** Empty if the cluster has had too few task slots for too long. */
  private Optional<List<RankResult>> attempt(RunExactRound task, RoundSpec round, int numRanks) {
    List<Integer> ranks = IntStream.range(0, numRanks).boxed().toList();
    return jobs.await(
        "round %d on %d ranks".formatted(round.round() + 1, numRanks),
        spark
            .parallelize(ranks, numRanks)
            .rdd()
            .barrier()
            .mapPartitions(task, false, RESULT)
            .toJavaRDD()
            .collectAsync(),
        () -> numSlots() >= numRanks);
  }

  /** The slices of a state as blocks: put there by the round before, or now. */
  private SliceBlocks stored(TrainingState state) {
    if (stored == null || stored.version() != state.version()) {
      SliceBlocks blocks = SliceBlocks.reserve(spark);
      jobs.await("placing slices", state.slices().map(blocks::put).collectAsync());
      stored = new Stored(state.version(), blocks);
    }
    return stored.blocks();
  }

  private JavaRDD<SliceState> slicesIn(SliceBlocks blocks) {
    int numSlices = run.slicePlan().numSlices();
    List<Integer> numbers = IntStream.range(0, numSlices).boxed().toList();
    return spark.parallelize(numbers, numSlices).map(blocks::get);
  }

  /** What Spark says in the first line is the same for every lost rank; why is in the second. */
  private static String reason(String message) {
    return message.lines().skip(1).findFirst().orElse(message);
  }

  private int numSlots() {
    return spark
        .sc()
        .maxNumConcurrentTasks(spark.sc().resourceProfileManager().defaultResourceProfile());
  }
}
