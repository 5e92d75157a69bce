package io.meanfield.driver.spark;

import io.meanfield.driver.checkpoint.SavedState;
import io.meanfield.worker.protocol.ParameterVersion;
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

  private interface Saving<T> extends org.apache.spark.api.java.function.Function<T, SavedFile> {}

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
    return goOnFrom(0, beginning);
  }

  /** Has the executors read and verify what was saved, and goes on from there. */
  public Parameters restore(long savedVersion, SavedState saved, StateFiles files) {
    length.restore(saved.localSteps());
    return goOnFrom(
        savedVersion,
        new Origin(
            partitioned(saved.replicas()).map(files::loadReplica),
            partitioned(saved.slices()).map(files::loadSlice),
            () -> {}));
  }

  private Parameters goOnFrom(long firstVersion, Origin from) {
    lose();
    forgetOrigin();
    origin = from;
    version = firstVersion;
    withHeld(state -> state); // what cannot be read is found now
    return newest();
  }

  /** Has the executors write what they hold. */
  public SavedState save(StateFiles files) {
    return withHeld(
        state -> {
          List<SavedFile> replicas = save("saving replicas", state.replicas(), files::save);
          List<SavedFile> slices = save("saving slices", state.slices(), files::save);
          return new SavedState(replicas, slices, length.saved());
        });
  }

  private <T> List<SavedFile> save(String what, StateBlocks<T> parts, Saving<T> saving) {
    return jobs.await(
        what, Places.of(spark, parts).map(number -> saving.call(parts.get(number))).collectAsync());
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
    if (!sinceOrigin.isEmpty()) {
      LOG.warn("the state after round {} is lost with its executors", version);
    }
    HeldState state = begin(origin.numReplicas(), origin.numSlices());
    try {
      origin.putInto(state, jobs);
      for (Past past : sinceOrigin) {
        HeldState next = past.again(state);
        state.removeBut(spark, next);
        begun.clear();
        begun.add(next);
        state = next;
      }
    } catch (RuntimeException e) {
      throw failed(e);
    }
    begun.clear();
    if (!sinceOrigin.isEmpty()) {
      LOG.info(
          "the state after round {} is there again after {} s: {} change(s) since a checkpoint or the beginning were made again",
          version,
          Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3,
          sinceOrigin.size());
    }
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
    if (failure instanceof StateLost) {
      lose();
    }
    RuntimeException thrown = RoundLost.orSame(failure);
    if (thrown instanceof RoundLost) { // otherwise the run ends
      begun.forEach(state -> state.remove(spark));
      begun.clear();
    }
    return thrown;
  }

  private void lose() {
    if (held != null) {
      held.remove(spark); // others may be there still
      held = null;
    }
    values = null;
  }

  /** The run is over: nothing of it stays in executors. */
  void release() {
    if (held != null) {
      begun.add(held);
      held = null;
    }
    begun.forEach(state -> state.removeNow(spark));
    begun.clear();
    forgetOrigin();
  }

  private void forgetOrigin() {
    sinceOrigin.clear();
    if (origin != null) {
      origin.release().run();
      origin = null;
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
      } catch (StateLost e) {
        lose();
        if (attempt == MAX_ATTEMPTS) {
          throw RoundLost.of(e).reason();
        }
      } catch (RoundLost e) { // while it was computed again
        if (attempt == MAX_ATTEMPTS) {
          throw e.reason();
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
