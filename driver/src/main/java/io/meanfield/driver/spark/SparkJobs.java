package io.meanfield.driver.spark;

import io.meanfield.datasets.ingest.JobRunner;
import io.meanfield.driver.config.ClusterConfig;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.JavaFutureActionWrapper;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Waits for Spark jobs, never longer than a deadline. */
public final class SparkJobs implements JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(SparkJobs.class);
  private static final Duration GLANCE = Duration.ofSeconds(1);
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration OTHER_TASKS = Duration.ofSeconds(2);

  private final JavaSparkContext spark;
  private final ClusterConfig limits;

  public SparkJobs(JavaSparkContext spark, ClusterConfig limits) {
    this.spark = spark;
    this.limits = limits;
  }

  /**
   * The result of a job.
   *
   * @param what the job does, as the end of a sentence that begins with "waited for"
   * @throws TrainingException with code CLUSTER if no task of it started within the slot timeout or
   *     it did not end within the job timeout; it is cancelled then. If a task failed, the
   *     exception that the task threw.
   */
  @Override
  public <T> T await(String what, JavaFutureAction<T> job) {
    return await(what, job, job::jobIds);
  }

  /**
   * The result of a job that needs all its task slots at once.
   *
   * @param hasSlots whether the cluster has that many
   * @return empty if it had fewer for as long as the slot timeout; the job is cancelled then
   * @throws TrainingException as the other method does
   */
  public <T> Optional<T> await(String what, JavaFutureAction<T> job, BooleanSupplier hasSlots) {
    long lastSeen = System.nanoTime();
    long deadline = lastSeen + limits.jobTimeout().toNanos();
    while (System.nanoTime() < deadline) {
      try {
        return Optional.of(get(job, GLANCE));
      } catch (TimeoutException e) {
        if (hasSlots.getAsBoolean()) {
          lastSeen = System.nanoTime();
        } else if (System.nanoTime() - lastSeen > limits.slotTimeout().toNanos()) {
          LOG.warn(
              "the cluster lost task slots that {} needs and did not get them back within {} s: going on with fewer",
              what,
              limits.slotTimeout().toSeconds());
          job.cancel(true);
          return Optional.empty();
        }
      } catch (ExecutionException | InterruptedException e) {
        throw failed(what, job, e);
      }
    }
    throw late(job, what, limits.jobTimeout());
  }

  /** Takes the results of a job's tasks as they come. */
  interface Receiver<T> {
    /** What the job's handler puts results into. */
    BlockingQueue<T> queue();

    void take(T result);

    boolean hasEnough();

    /** Nanoseconds until it may have enough without another result. */
    long nanosToDeadline();
  }

  /**
   * Runs a task on every partition until a receiver has enough. Tasks that run then are interrupted
   * and what they find out is lost.
   *
   * @param handler called by Spark's thread, with the number of a partition and its result
   * @throws TrainingException as {@link #await} does
   */
  <S, U, T, R extends AbstractFunction2<Object, U, BoxedUnit> & Receiver<T>> void receive(
      String what,
      RDD<S> rdd,
      AbstractFunction1<scala.collection.Iterator<S>, U> task,
      R receiver) {
    spark.sc().setInterruptOnCancel(true);
    JavaFutureAction<?> job =
        new JavaFutureActionWrapper<>(
            spark.sc().submitJob(rdd, task, allPartitions(rdd), receiver, () -> BoxedUnit.UNIT),
            unit -> unit);
    spark.sc().setInterruptOnCancel(false);
    try {
      receive(what, job, receiver);
    } catch (ExecutionException | InterruptedException e) {
      throw failed(what, job, e);
    }
  }

  private <T> void receive(String what, JavaFutureAction<?> job, Receiver<T> receiver)
      throws ExecutionException, InterruptedException {
    long start = System.nanoTime();
    boolean hasStarted = false;
    while (!receiver.hasEnough()) {
      long patience = Math.max(1, Math.min(GLANCE.toNanos(), receiver.nanosToDeadline()));
      T result = receiver.queue().poll(patience, TimeUnit.NANOSECONDS);
      if (result != null) {
        receiver.take(result);
        continue;
      }
      if (job.isDone()) {
        job.get(); // throws what it failed with
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      hasStarted |= haveStarted(job.jobIds());
      if (!hasStarted && waited.compareTo(limits.slotTimeout()) > 0) {
        throw late(job, "a free task slot for " + what, limits.slotTimeout());
      }
      if (waited.compareTo(limits.jobTimeout()) > 0) {
        throw late(job, what, limits.jobTimeout());
      }
    }
    job.cancel(true);
  }

  private static Seq<Object> allPartitions(RDD<?> rdd) {
    return CollectionConverters.asScala(
            IntStream.range(0, rdd.getNumPartitions()).<Object>mapToObj(i -> i).toList())
        .toSeq();
  }

  /**
   * Runs what starts its Spark jobs itself and returns when they are done.
   *
   * @throws TrainingException as {@link #await} does
   */
  @Override
  public void run(String what, Callable<Void> action) {
    String group = UUID.randomUUID().toString();
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              spark.setJobGroup(group, what, true);
              return action.call();
            });
    Thread thread = new Thread(task, "spark-jobs");
    thread.setDaemon(true);
    thread.start();
    try {
      await(what, task, () -> jobsOf(group));
    } catch (RuntimeException e) {
      spark.cancelJobGroup(group);
      throw e;
    }
  }

  /**
   * How many tasks of a barrier stage can start now, at least one. Slots that other jobs have are
   * waited for a moment: if they stay taken, a run goes on beside those jobs.
   *
   * @param most that are of use
   */
  int freeSlots(int most) {
    long deadline = System.nanoTime() + MOMENT.toNanos();
    while (true) {
      int free = numSlots() - numRunning();
      if (free >= Math.min(most, numSlots()) || System.nanoTime() > deadline) {
        return Math.max(1, Math.min(most, free));
      }
      LockSupport.parkNanos(MOMENT.toNanos() / 100);
    }
  }

  private int numRunning() {
    TaskSchedulerImpl scheduler = (TaskSchedulerImpl) spark.sc().taskScheduler();
    return CollectionConverters.asJava(scheduler.runningTasksByExecutors()).values().stream()
        .mapToInt(running -> (Integer) running)
        .sum();
  }

  /** How many tasks can run at a time now, each with all the cores it needs. */
  int numSlots() {
    return spark
        .sc()
        .maxNumConcurrentTasks(spark.sc().resourceProfileManager().defaultResourceProfile());
  }

  private <T> T await(String what, Future<T> work, Supplier<List<Integer>> jobIds) {
    try {
      try {
        return get(work, limits.slotTimeout());
      } catch (TimeoutException e) {
        if (!haveStarted(jobIds.get())) {
          throw late(work, "a free task slot for " + what, limits.slotTimeout());
        }
      }
      return get(work, limits.jobTimeout().minus(limits.slotTimeout()));
    } catch (TimeoutException e) {
      throw late(work, what, limits.jobTimeout());
    } catch (ExecutionException e) {
      awaitOtherTasks(jobIds.get());
      throw failed(what, work, e);
    } catch (InterruptedException e) {
      throw failed(what, work, e);
    }
  }

  /** When one task has failed others may still write what is to be cleaned up. */
  private void awaitOtherTasks(List<Integer> jobIds) {
    long deadline = System.nanoTime() + OTHER_TASKS.toNanos();
    while (stages(jobIds).anyMatch(stage -> stage.numActiveTasks() > 0)
        && System.nanoTime() < deadline
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(GLANCE.toNanos() / 100);
    }
  }

  private static RuntimeException failed(String what, Future<?> work, Exception e) {
    if (e instanceof ExecutionException) {
      return TaskFailure.of(e.getCause());
    }
    work.cancel(true);
    Thread.currentThread().interrupt();
    return new TrainingException(ErrorCode.CLUSTER, "interrupted while waiting for " + what, e);
  }

  private static <T> T get(Future<T> work, Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return work.get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private List<Integer> jobsOf(String group) {
    return IntStream.of(spark.statusTracker().getJobIdsForGroup(group)).boxed().toList();
  }

  private boolean haveStarted(List<Integer> jobIds) {
    return stages(jobIds).anyMatch(SparkJobs::hasStarted);
  }

  private Stream<SparkStageInfo> stages(List<Integer> jobIds) {
    return jobIds.stream()
        .map(id -> spark.statusTracker().getJobInfo(id))
        .filter(info -> info != null)
        .flatMapToInt(info -> IntStream.of(info.stageIds()))
        .mapToObj(id -> spark.statusTracker().getStageInfo(id))
        .filter(info -> info != null);
  }

  private static boolean hasStarted(SparkStageInfo stage) {
    return stage.numActiveTasks() + stage.numCompletedTasks() + stage.numFailedTasks() > 0;
  }

  private TrainingException late(Future<?> work, String what, Duration limit) {
    work.cancel(true);
    int executors =
        spark.sc().statusTracker().getExecutorInfos().length - (spark.isLocal() ? 0 : 1);
    return new TrainingException(
        ErrorCode.CLUSTER,
        "waited %d s for %s, with %d executors at %s: see whether the cluster is up and has free cores and memory, or raise cluster.slot-timeout or cluster.job-timeout"
            .formatted(limit.toSeconds(), what, executors, spark.master()));
  }
}
