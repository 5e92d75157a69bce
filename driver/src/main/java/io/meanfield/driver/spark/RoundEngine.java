package io.meanfield.driver.spark;

import io.meanfield.driver.checkpoint.SavedState;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.ParameterVersion;
import io.meanfield.worker.protocol.ReplicaOutcome;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundMessage;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SavedFile;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.CutIntoSlices;
import io.meanfield.worker.spark.ReduceSlice;
import io.meanfield.worker.spark.RunRound;
import io.meanfield.worker.spark.SlicePartitioner;
import io.meanfield.worker.spark.StateFiles;
import io.meanfield.worker.sync.SlicePlan;
import io.meanfield.worker.sync.SliceReducer.Slice;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * Runs a round as one ordinary Spark job. Replicas and slices are the partitions of persisted RDDs:
 * what an executor loses, Spark computes again from the last checkpoint, to the same bytes. Used by
 * one thread.
 */
public final class RoundEngine {
  private final JavaSparkContext spark;
  private final SparkJobs jobs;
  private final RunSpec run;
  private final Broadcast<RunSpec> runOnExecutors;
  private final SlicePlan slices;
  private final Lineage lineage = new Lineage();

  public RoundEngine(JavaSparkContext spark, SparkJobs jobs, RunSpec run) {
    this.spark = spark;
    this.jobs = jobs;
    this.run = run;
    this.runOnExecutors = spark.broadcast(run);
    this.slices = new SlicePlan(run.layout().length(), run.training().replicas());
  }

  /** The state before the first round. */
  public TrainingState initial(float[] parameters) {
    int numReplicas = run.training().replicas();
    int numVectors = run.training().optimizer().numStateVectors();
    int length = slices.length();
    boolean hasVelocity = run.sync().hasVelocity();
    List<SliceState> first =
        IntStream.range(0, slices.numSlices())
            .mapToObj(s -> initialSlice(parameters, s, hasVelocity))
            .toList();
    List<Integer> replicas = IntStream.range(0, numReplicas).boxed().toList();
    TrainingState initial =
        new TrainingState(
            publish(0, parameters),
            spark
                .parallelize(replicas, numReplicas)
                .map(replica -> ReplicaState.initial(replica, numVectors, length)),
            spark.parallelize(first, slices.numSlices()));
    lineage.cut(initial.parameters());
    return initial;
  }

  /**
   * Runs a round and commits it: all replicas' contributions are in, or an exception tells why not.
   */
  public Committed run(RoundSpec round, TrainingState state) {
    long start = System.nanoTime();
    JavaRDD<ReplicaOutcome> outcomes =
        state
            .replicas()
            .map(new RunRound(runOnExecutors, state.parameters(), round))
            .persist(StorageLevel.MEMORY_AND_DISK());
    JavaPairRDD<Integer, RoundMessage> messages =
        outcomes
            .flatMapToPair(new CutIntoSlices(slices))
            .partitionBy(new SlicePartitioner(slices.numSlices()));
    JavaRDD<SliceState> reduced =
        messages
            .zipPartitions(state.slices(), new ReduceSlice(runOnExecutors, slices))
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<SliceState> parts =
        jobs.await(
            "round %d of %d replicas".formatted(round.round() + 1, run.training().replicas()),
            reduced.map(SliceState::withoutVelocity).collectAsync());
    float[] parameters = join(parts);
    requireFinite(parameters, round);
    TrainingState next =
        new TrainingState(
            publish(round.parameterVersion() + 1, parameters),
            outcomes.map(ReplicaOutcome::state),
            reduced);
    lineage.extend(next.parameters(), outcomes, reduced);
    return new Committed(next, reports(parts), System.nanoTime() - start);
  }

  /** Has the executors write what they keep. */
  public SavedState save(TrainingState state, StateFiles files) {
    List<SavedFile> replicas =
        jobs.await("saving replicas", state.replicas().map(files::save).collectAsync());
    List<SavedFile> owned =
        jobs.await("saving slices", state.slices().map(files::save).collectAsync());
    return new SavedState(replicas, owned);
  }

  /** Has the executors read and verify what was saved, and goes on from there. */
  public TrainingState restore(long version, SavedState saved, StateFiles files) {
    JavaRDD<ReplicaState> replicas =
        spark
            .parallelize(saved.replicas(), saved.replicas().size())
            .map(files::loadReplica)
            .persist(StorageLevel.MEMORY_AND_DISK());
    JavaRDD<SliceState> owned =
        spark
            .parallelize(saved.slices(), saved.slices().size())
            .map(files::loadSlice)
            .persist(StorageLevel.MEMORY_AND_DISK());
    jobs.await("reading saved replicas", replicas.countAsync());
    List<SliceState> parts =
        jobs.await("reading saved slices", owned.map(SliceState::withoutVelocity).collectAsync());
    TrainingState restored = new TrainingState(publish(version, join(parts)), replicas, owned);
    lineage.cut(restored.parameters(), replicas, owned);
    return restored;
  }

  private SliceState initialSlice(float[] parameters, int slice, boolean hasVelocity) {
    float[] velocity = new float[hasVelocity ? slices.size(slice) : 0];
    return new SliceState(slice, new Slice(slices.cut(parameters, slice), velocity), List.of());
  }

  private Broadcast<ParameterVersion> publish(long version, float[] parameters) {
    return spark.broadcast(new ParameterVersion(version, parameters));
  }

  private float[] join(List<SliceState> parts) {
    float[] whole = new float[slices.length()];
    for (SliceState part : parts) {
      float[] values = part.values().parameters();
      System.arraycopy(values, 0, whole, slices.from(part.slice()), values.length);
    }
    return whole;
  }

  private static void requireFinite(float[] parameters, RoundSpec round) {
    for (float parameter : parameters) {
      if (!Float.isFinite(parameter)) {
        throw new TrainingException(
            ErrorCode.DIVERGED,
            "expected finite parameters, found %s after round %d: lower the learning rate or set training.clip-norm"
                .formatted(parameter, round.round() + 1));
      }
    }
  }

  /** The reports in the order of the replicas; a round counts only if there is one of each. */
  private List<ReplicaReport> reports(List<SliceState> parts) {
    List<ReplicaReport> reports =
        parts.stream()
            .flatMap(part -> part.reports().stream())
            .sorted(Comparator.comparingInt(ReplicaReport::replica))
            .toList();
    if (reports.size() != run.training().replicas()) {
      throw new TrainingException(
          ErrorCode.INTERNAL,
          "expected reports of %d replicas, found %s"
              .formatted(run.training().replicas(), reports));
    }
    return reports;
  }
}
