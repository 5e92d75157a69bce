package io.meanfield.driver.spark;

import io.meanfield.driver.checkpoint.SavedState;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SavedFile;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.spark.StateFiles;
import io.meanfield.worker.sync.Slice;
import io.meanfield.worker.sync.SlicePlan;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
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
  private final ChosenLength length;

  RunStates(JavaSparkContext spark, SparkJobs jobs, RunSpec run) {
    this(spark, jobs, run, new Lineage(), new ChosenLength());
  }

  private RunStates(
      JavaSparkContext spark, SparkJobs jobs, RunSpec run, Lineage lineage, ChosenLength length) {
    this.spark = spark;
    this.jobs = jobs;
    this.run = run;
    this.runOnExecutors = spark.broadcast(run);
    this.slices = run.slicePlan();
    this.lineage = lineage;
    this.length = length;
  }

  /** The same states as another phase of the run sees them. */
  RunStates of(RunSpec phase) {
    return new RunStates(spark, jobs, phase, lineage, length);
  }

  /** H of a run that chooses it. */
  ChosenLength length() {
    return length;
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
            Parameters.of(spark, 0, parameters),
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
    round.requireFinite(parameters);
    Parameters published = Parameters.of(spark, round.parameterVersion() + 1, parameters);
    lineage.extend(published, kept);
    return new TrainingState(published, replicas, owned);
  }

  /** The same where all that is needed of the slices stays with the executors. */
  TrainingState after(RoundSpec round, Supplier<float[]> parameters, JavaRDD<SliceState> owned) {
    Parameters later = Parameters.from(spark, round.parameterVersion() + 1, parameters);
    lineage.extend(later);
    return new TrainingState(later, partitioned(List.<ReplicaState>of()), owned);
  }

  /** The parameters of all slices, brought to the driver. */
  float[] join(JavaRDD<SliceState> owned) {
    return SliceState.join(
        jobs.await("reading slices", owned.map(SliceState::parametersAlone).collectAsync()),
        slices);
  }

  /**
   * The state after a round whose slices have come to the driver as a whole.
   *
   * @param kept what is persisted of this round and earlier ones
   */
  TrainingState afterWithSlices(
      RoundSpec round,
      List<SliceState> parts,
      JavaRDD<ReplicaState> replicas,
      List<JavaRDD<?>> kept) {
    List<Broadcast<SliceState>> published =
        parts.stream()
            .sorted(Comparator.comparingInt(SliceState::slice))
            .map(spark::broadcast)
            .toList();
    List<Integer> numbers = IntStream.range(0, published.size()).boxed().toList();
    JavaRDD<SliceState> owned = partitioned(numbers).map(slice -> published.get(slice).value());
    TrainingState next = after(round, parts, replicas, owned, kept.toArray(JavaRDD<?>[]::new));
    lineage.replaceSlices(published);
    return next;
  }

  /** Has the executors write what they keep. */
  public SavedState save(TrainingState state, StateFiles files) {
    List<SavedFile> replicas =
        jobs.await("saving replicas", state.replicas().map(files::save).collectAsync()).stream()
            .sorted(Comparator.comparing(SavedFile::name))
            .toList();
    List<SavedFile> owned =
        jobs.await("saving slices", state.slices().map(files::save).collectAsync());
    return new SavedState(replicas, owned, length.saved());
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
    TrainingState restored =
        new TrainingState(Parameters.of(spark, version, join(owned)), replicas, owned);
    lineage.cut(restored.parameters(), replicas, owned);
    length.restore(saved.localSteps());
    return restored;
  }

  /** Nothing of the run is needed any more. */
  void release() {
    lineage.release();
    runOnExecutors.destroy();
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
}
