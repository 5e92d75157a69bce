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
import io.meanfield.worker.spark.SlicesLost;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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
  private static final ClassTag<RankResult> RESULT = ClassTag$.MODULE$.apply(RankResult.class);
  private static final int FIRST = 1; // attempt

  private final JavaSparkContext spark;
  private final SparkJobs jobs;
  private final RunSpec run;
  private final PeerLimits limits;
  private final RunStates states;
  private final Map<String, PeerAddress> known = new HashMap<>();
  private final InstantSource clock = InstantSource.system();
  private final List<RoundSpec> sinceOrigin = new ArrayList<>();
  private TrainingState origin;
  private JavaRDD<SliceState> newest;
  private SliceBlocks newestBlocks;
  private Stored stored;
  private Optional<Instant> lost = Optional.empty();

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
    List<RankResult> results = results(round, attempt.key().attempt(), blocks);
    List<ReplicaReport> reports =
        results.stream()
            .flatMap(result -> result.reports().stream())
            .sorted(Comparator.comparingInt(ReplicaReport::replica))
            .toList();
    attempt.receiveAll(reports.stream().mapToLong(ReplicaReport::numExamples).sum());
    sinceOrigin.add(round);
    newestBlocks = blocks.after();
    newest = slicesIn(newestBlocks);
    TrainingState next = states.after(round, this::newestParameters, newest);
    blocks.before().remove();
    stored = new Stored(next.version(), newestBlocks);
    return new Committed(next, reports, recovery(results), System.nanoTime() - start);
  }

  private float[] newestParameters() {
    try {
      return states.join(newest);
    } catch (TrainingException e) {
      if (!(e.getCause() instanceof SlicesLost)) {
        throw e;
      }
      LOG.warn(
          "the parameters after {} rounds are lost with all their executors", stored.version());
      try {
        stored = new Stored(stored.version(), sinceOrigin());
      } catch (RoundLost again) {
        throw again.reason();
      }
      return states.join(newest);
    }
  }

  /** The slices of a state, to go on from without this engine. */
  JavaRDD<SliceState> slices(TrainingState state) {
    return state.slices() == newest ? slicesIn(stored(state)) : state.slices();
  }

  @Override
  public void close() {
    forget();
    states.release();
  }

  /** Removes what executors hold of the latest state: the run goes on without this engine. */
  void forget() {
    if (stored != null) {
      stored.blocks().remove();
      stored = null;
    }
  }

  /**
   * One result a rank.
   *
   * @param number of the attempt, from 1
   * @throws RoundLost if a rank was lost: all that are there then may begin again, from the newest
   *     step that survivors know
   */
  private List<RankResult> results(RoundSpec round, int number, Blocks blocks) {
    int numRanks = Math.max(1, Math.min(jobs.numSlots(), run.training().replicas()));
    Attempt attempt = new Attempt(number, limits, known);
    RunExactRound task = new RunExactRound(states.runOnExecutors(), round, blocks, attempt);
    try {
      List<RankResult> results = collect(task, round, numRanks);
      results.forEach(result -> known.put(result.executor(), result.address()));
      for (RankResult result : results) {
        if (result.failure() != null) {
          throw result.failure();
        }
      }
      return results;
    } catch (RuntimeException e) {
      lost = lost.or(() -> Optional.of(clock.instant()));
      if (e instanceof SlicesLost) {
        stored = null;
      } else if (blocks.after() != newestBlocks) {
        blocks.after().remove();
      }
      throw RoundLost.orSame(e);
    }
  }

  private List<RankResult> collect(RunExactRound task, RoundSpec round, int numRanks) {
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
            () -> jobs.numSlots() >= numRanks)
        .orElseThrow(() -> RoundLost.ofSlots(numRanks));
  }

  /** The slices of a state as blocks: put there by the round before, or now. */
  private SliceBlocks stored(TrainingState state) {
    if (state.slices() != newest) { // from a checkpoint or the beginning, and there again
      origin = state;
      sinceOrigin.clear();
    }
    if (stored == null || stored.version() != state.version()) {
      stored = new Stored(state.version(), sinceOrigin());
    }
    return stored.blocks();
  }

  /** What no executor holds any more is computed again, to be found where it was. */
  private SliceBlocks sinceOrigin() {
    SliceBlocks blocks = SliceBlocks.reserve(spark);
    jobs.await("placing slices", origin.slices().map(blocks::put).collectAsync());
    for (int i = 0; i < sinceOrigin.size(); i++) {
      RoundSpec round = sinceOrigin.get(i);
      LOG.info("round {} is run again: its slices are lost", round.round() + 1);
      boolean isLast = i == sinceOrigin.size() - 1;
      Blocks both = new Blocks(blocks, isLast ? newestBlocks : SliceBlocks.reserve(spark));
      results(round, FIRST, both);
      both.before().remove();
      blocks = both.after();
    }
    return blocks;
  }

  private JavaRDD<SliceState> slicesIn(SliceBlocks blocks) {
    int numSlices = run.slicePlan().numSlices();
    List<Integer> numbers = IntStream.range(0, numSlices).boxed().toList();
    return spark.parallelize(numbers, numSlices).map(blocks::get);
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
