package io.meanfield.driver.spark;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.PeerLimits;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.RankPartitioner;
import io.meanfield.worker.spark.RunExactRound;
import io.meanfield.worker.spark.SlicePartitioner;
import io.meanfield.worker.sync.RankPlan;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Runs a round of exact steps as a Spark job whose middle is a barrier stage: as many ranks as
 * there are task slots, up to one a replica. Their number does not change the result.
 */
final class ExactEngine implements Engine {
  private static final ClassTag<SliceState> SLICE = ClassTag$.MODULE$.apply(SliceState.class);

  private final JavaSparkContext spark;
  private final SparkJobs jobs;
  private final RunSpec run;
  private final PeerLimits limits;
  private final RunStates states;

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
          "sync.strategy: allreduce needs executors that stay, found spark.dynamicAllocation.enabled=true: switch it off for this run, or choose average or diloco");
    }
  }

  @Override
  public RunStates states() {
    return states;
  }

  @Override
  public Committed run(RoundSpec round, TrainingState state) {
    long start = System.nanoTime();
    RankPlan ranks = new RankPlan(run.training().replicas(), numRanks());
    JavaRDD<SliceState> owned =
        bySlice(state.slices()).partitionBy(new RankPartitioner(ranks)).values();
    RunExactRound task =
        new RunExactRound(states.runOnExecutors(), state.parameters(), round, limits);
    JavaRDD<SliceState> ran = owned.rdd().barrier().mapPartitions(task, true, SLICE).toJavaRDD();
    JavaRDD<SliceState> reduced =
        bySlice(ran)
            .partitionBy(new SlicePartitioner(run.slicePlan().numSlices()))
            .values()
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<SliceState> parts =
        jobs.await(
            "round %d on %d ranks".formatted(round.round() + 1, ranks.numRanks()),
            reduced.map(SliceState::parametersAlone).collectAsync());
    TrainingState next = states.after(round, parts, state.replicas(), reduced, reduced);
    return new Committed(next, RunStates.reports(parts), System.nanoTime() - start);
  }

  private int numRanks() {
    int slots =
        spark
            .sc()
            .maxNumConcurrentTasks(spark.sc().resourceProfileManager().defaultResourceProfile());
    return Math.max(1, Math.min(slots, run.training().replicas()));
  }

  private static JavaPairRDD<Integer, SliceState> bySlice(JavaRDD<SliceState> slices) {
    return slices.mapToPair(slice -> new Tuple2<>(slice.slice(), slice));
  }
}
