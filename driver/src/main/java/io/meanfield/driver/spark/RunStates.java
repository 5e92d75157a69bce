package io.meanfield.driver.spark;

import io.meanfield.driver.checkpoint.SavedState;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.ParameterVersion;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SavedFile;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.StateFiles;
import io.meanfield.worker.sync.Slice;
import io.meanfield.worker.sync.SlicePlan;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * What a run keeps between rounds. Replicas and slices are the partitions of RDDs. In rounds of
 * local steps they are persisted, and what an executor loses, Spark computes again from the last
 * checkpoint, to the same bytes. Used by one thread.
 */
public final class RunStates {
  private final JavaSparkContext spark;
  private final SparkJobs jobs;
  private final RunSpec run;
  private final Broadcast<RunSpec> runOnExecutors;
  private final SlicePlan slices;
  private final Lineage lineage;

  RunStates(JavaSparkContext spark, SparkJobs jobs, RunSpec run) {
    this(spark, jobs, run, new Lineage());
  }

  private RunStates(JavaSparkContext spark, SparkJobs jobs, RunSpec run, Lineage lineage) {
    this.spark = spark;
    this.jobs = jobs;
    this.run = run;
    this.runOnExecutors = spark.broadcast(run);
    this.slices = run.slicePlan();
    this.lineage = lineage;
  }

  /** The same states as another phase of the run sees them. */
  RunStates of(RunSpec phase) {
    return new RunStates(spark, jobs, phase, lineage);
  }

  Broadcast<RunSpec> runOnExecutors() {
    return runOnExecutors;
  }

  /** The state before the first round. */
  public TrainingState initial(float[] parameters) {
    Broadcast<RunSpec> spec = runOnExecutors;
    List<Integer> replicas = IntStream.range(0, run.numReplicaStates()).boxed().toList();
    List<SliceState> first =
        IntStream.range(0, slices.numSlices())
            .mapToObj(slice -> initialSlice(parameters, slice))
            .toList();
    TrainingState initial =
        new TrainingState(
            publish(0, parameters),
            partitioned(replicas).map(replica -> spec.value().initialState(replica)),
            partitioned(first));
    lineage.cut(initial.parameters());
    return initial;
  }

  /**
   * The state after a round.
   *
   * @param parts of all slices, with their parameters and the reports
   * @param kept what is persisted of the round
   */
  TrainingState after(
      RoundSpec round,
      List<SliceState> parts,
      JavaRDD<ReplicaState> replicas,
      JavaRDD<SliceState> owned,
      JavaRDD<?>... kept) {
    float[] parameters = SliceState.join(parts, slices);
    requireFinite(parameters, round);
    Broadcast<ParameterVersion> published = publish(round.parameterVersion() + 1, parameters);
    lineage.extend(published, kept);
    return new TrainingState(published, replicas, owned);
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
        partitioned(saved.replicas())
            .map(files::loadReplica)
            .persist(StorageLevel.MEMORY_AND_DISK());
    JavaRDD<SliceState> owned =
        partitioned(saved.slices()).map(files::loadSlice).persist(StorageLevel.MEMORY_AND_DISK());
    jobs.await("reading saved replicas", replicas.countAsync());
    List<SliceState> parts =
        jobs.await("reading saved slices", owned.map(SliceState::parametersAlone).collectAsync());
    TrainingState restored =
        new TrainingState(publish(version, SliceState.join(parts, slices)), replicas, owned);
    lineage.cut(restored.parameters(), replicas, owned);
    return restored;
  }

  /** All reports in the order of their numbers. */
  static List<ReplicaReport> reports(List<SliceState> parts) {
    return parts.stream()
        .flatMap(part -> part.reports().stream())
        .sorted(Comparator.comparingInt(ReplicaReport::replica))
        .toList();
  }

  private <T> JavaRDD<T> partitioned(List<T> one) {
    return spark.parallelize(one, Math.max(1, one.size()));
  }

  private SliceState initialSlice(float[] parameters, int slice) {
    Slice values = Slice.beginning(slices.cut(parameters, slice), run.numSliceVectors());
    return new SliceState(slice, values, List.of());
  }

  private Broadcast<ParameterVersion> publish(long version, float[] parameters) {
    return spark.broadcast(new ParameterVersion(version, parameters));
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
}
