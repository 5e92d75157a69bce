package io.meanfield.driver.spark;

import io.meanfield.driver.checkpoint.SavedState;
import io.meanfield.worker.protocol.ParameterVersion;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SavedFile;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.spark.HeldState;
import io.meanfield.worker.spark.ParameterSource;
import io.meanfield.worker.spark.StateBlocks;
import io.meanfield.worker.spark.StateFiles;
import io.meanfield.worker.spark.StateLost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run keeps between rounds. Executors hold it; what is lost with them is computed again from
 * the last checkpoint or the beginning, round by round, to the same bytes. Used by one thread.
 */
public final class RunStates {
  private static final Logger LOG = LoggerFactory.getLogger(RunStates.class);
  private static final int MAX_ATTEMPTS = 4; // as many as a round is given

  private final JavaSparkContext spark;
  private final SparkJobs jobs;
  private final RunSpec run;
  private final ChosenLength length = new ChosenLength();
  private final List<Past> sinceOrigin = new ArrayList<>();
  private final List<HeldState> begun = new ArrayList<>();
  private Origin origin;
  private long version;
  private HeldState held; // null if it is lost
  private float[] values; // null while nobody has asked

  /** What was done to a state. */
  @FunctionalInterface
  interface Past {

    /**
     * Does it again, with the same result.
     *
     * @throws RoundLost if another attempt may succeed
     */
    HeldState again(HeldState before);
  }

  /**
   * A state as Spark can compute it whenever it is needed.
   *
   * @param release frees what it is computed from
   */
  private record Origin(
      JavaRDD<ReplicaState> replicas, JavaRDD<SliceState> slices, Runnable release) {

    HeldState place(JavaSparkContext spark, SparkJobs jobs) {
      HeldState placed =
          HeldState.reserve(spark, replicas.getNumPartitions(), slices.getNumPartitions());
      put(jobs, "replicas", replicas, ReplicaState::replica, placed.replicas());
      put(jobs, "slices", slices, SliceState::slice, placed.slices());
      return placed;
    }

    private static <T> void put(
        SparkJobs jobs, String what, JavaRDD<T> parts, Number<T> number, StateBlocks<T> into) {
      if (into.size() > 0) {
        jobs.await(
            "placing " + what,
            parts
                .map(
                    part -> {
                      into.put(number.call(part), part, StorageLevel.MEMORY_AND_DISK());
                      return 0;
                    })
                .collectAsync());
      }
    }
  }

  private interface Number<T> extends org.apache.spark.api.java.function.Function<T, Integer> {}

  /**
   * @param run as its first rounds see it
   */
  RunStates(JavaSparkContext spark, SparkJobs jobs, RunSpec run) {
    this.spark = spark;
    this.jobs = jobs;
    this.run = run;
  }

  /** H of a run that chooses it. */
  ChosenLength length() {
    return length;
  }

  /** Begins before the first round. */
  public Parameters initial(float[] parameters) {
    RunSpec spec = run;
    Broadcast<ParameterVersion> first = spark.broadcast(new ParameterVersion(0, parameters));
    Origin beginning =
        new Origin(
            numbers(run.numReplicaStates()).map(spec::initialState),
            numbers(run.slicePlan().numSlices())
                .map(slice -> spec.initialSlice(slice, first.value().values())),
            first::destroy);
    return begin(0, beginning);
  }

  /** Has the executors read and verify what was saved, and goes on from there. */
  public Parameters restore(long savedVersion, SavedState saved, StateFiles files) {
    length.restore(saved.localSteps());
    return begin(
        savedVersion,
        new Origin(
            partitioned(saved.replicas()).map(files::loadReplica),
            partitioned(saved.slices()).map(files::loadSlice),
            () -> {}));
  }

  private Parameters begin(long firstVersion, Origin from) {
    release();
    origin = from;
    sinceOrigin.clear();
    held = from.place(spark, jobs);
    version = firstVersion;
    return newest();
  }

  /** Has the executors write what they hold. */
  public SavedState save(StateFiles files) {
    return withHeld(
        state -> {
          StateBlocks<ReplicaState> replicas = state.replicas();
          StateBlocks<SliceState> slices = state.slices();
          List<SavedFile> savedReplicas =
              jobs.await(
                  "saving replicas",
                  Places.of(spark, replicas)
                      .map(number -> files.save(replicas.get(number)))
                      .collectAsync());
          List<SavedFile> savedSlices =
              jobs.await(
                  "saving slices",
                  Places.of(spark, slices)
                      .map(number -> files.save(slices.get(number)))
                      .collectAsync());
          return new SavedState(savedReplicas, savedSlices, length.saved());
        });
  }

  /**
   * Where the run goes on from, computed again if it is lost.
   *
   * @throws RoundLost if another attempt may succeed
   */
  HeldState held() {
    if (held == null) {
      held = sinceOrigin();
    }
    return held;
  }

  private HeldState sinceOrigin() {
    long start = System.nanoTime();
    LOG.warn(
        "the state after round {} is lost with its executors: running {} round(s) again",
        version,
        sinceOrigin.size());
    HeldState state = origin.place(spark, jobs);
    try {
      for (Past past : sinceOrigin) {
        HeldState next = past.again(state);
        begun.clear();
        state.removeBut(spark, next);
        state = next;
      }
    } catch (RuntimeException e) {
      state.remove(spark);
      throw failed(e);
    }
    LOG.info(
        "the state after round {} is there again, {} s later",
        version,
        Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3);
    return state;
  }

  /** Room for a state that does not count yet: if it never does, it is freed. */
  HeldState begin(int numReplicas, int numSlices) {
    HeldState next = HeldState.reserve(spark, numReplicas, numSlices);
    begun.add(next);
    return next;
  }

  /** A round was committed. */
  Parameters commit(HeldState next, Past round) {
    change(next, round);
    version++;
    return newest();
  }

  /** Goes on from what something other than a round makes of the state. */
  void change(HeldState next, Past change) {
    begun.clear();
    held.removeBut(spark, next);
    held = next;
    sinceOrigin.add(change);
    values = null;
  }

  /**
   * Nothing comes of what was begun.
   *
   * @return what to throw
   */
  RuntimeException failed(RuntimeException failure) {
    begun.forEach(state -> state.remove(spark));
    begun.clear();
    if (failure instanceof StateLost) {
      lose();
    }
    return RoundLost.orSame(failure);
  }

  private void lose() {
    if (held != null) {
      held.remove(spark); // others may be there still
      held = null;
    }
  }

  /** Nothing of the run is needed any more. */
  void release() {
    if (held != null) {
      held.removeNow(spark);
      held = null;
    }
    values = null;
    if (origin != null) {
      origin.release().run();
    }
  }

  private Parameters newest() {
    return new Parameters(this, version);
  }

  /** As {@link Parameters} does. */
  <T> T onExecutors(long wanted, Function<ParameterSource, T> job) {
    requireNewest(wanted);
    return withHeld(
        state -> job.apply(new ParameterSource.Held(run.runId(), version, run.slicePlan(), state)));
  }

  /** As {@link Parameters} does. */
  float[] values(long wanted) {
    requireNewest(wanted);
    if (values == null) {
      values = withHeld(this::join);
    }
    return values;
  }

  private void requireNewest(long wanted) {
    if (wanted != version) {
      throw new IllegalStateException(
          "expected to be asked for parameters of version %d, found %d".formatted(version, wanted));
    }
  }

  /** The parameters of all slices, brought to the driver. */
  private float[] join(HeldState state) {
    StateBlocks<SliceState> slices = state.slices();
    return SliceState.join(
        jobs.await(
            "reading slices",
            Places.of(spark, slices)
                .map(number -> slices.get(number).parametersAlone())
                .collectAsync()),
        run.slicePlan());
  }

  private <T> T withHeld(Function<HeldState, T> use) {
    for (int attempt = 1; ; attempt++) {
      try {
        return use.apply(held());
      } catch (StateLost | RoundLost e) {
        lose();
        if (attempt == MAX_ATTEMPTS && RoundLost.orSame(e) instanceof RoundLost lost) {
          throw lost.reason();
        }
      }
    }
  }

  private JavaRDD<Integer> numbers(int size) {
    return partitioned(IntStream.range(0, size).boxed().toList());
  }

  private <T> JavaRDD<T> partitioned(List<T> parts) {
    return parts.isEmpty() ? spark.emptyRDD() : spark.parallelize(parts, parts.size());
  }
}
