package io.meanfield.worker;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.worker.protocol.Padding;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.Tensors;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What a network reads of the batches of a round, read and augmented while those before them are
 * trained on, and copied to the GPU if there is one. Used by one thread; a second one reads, and
 * only that touches the training batches. It is woken for several small batches together: that
 * costs as much as reading one.
 */
final class BatchesAhead implements Closeable {
  private static final int IDLE_SECONDS = 60;

  private final TrainingBatches batches;
  private final NetworkDefinition network;
  private final Duration patience;
  private final ThreadPoolExecutor reading =
      new ThreadPoolExecutor(
          1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BatchesAhead::thread);
  private final Deque<Range> upcoming = new ArrayDeque<>();
  private final Deque<Reading> ahead = new ArrayDeque<>();
  private FutureTask<Void> beginning;
  private Padding padding = Padding.NONE;

  /** A batch that is read or going to be. */
  private record Reading(Range examples, FutureTask<Read> task) {}

  /** What the network reads of a batch, and what of it is padding. */
  private record Read(Tensors tensors, Padding padding) {
    static Read of(Batch batch, NetworkDefinition network) {
      return new Read(
          BatchTensors.of(batch, network),
          batch.mask().isPresent()
              ? new Padding(batch.numTokens(), batch.size() * batch.featureShape()[1])
              : Padding.NONE);
    }
  }

  BatchesAhead(RunSpec run) {
    this(new TrainingBatches(run), run.network(), Duration.ofMinutes(10));
  }

  /**
   * @param patience how long a batch may take that is not there yet
   */
  BatchesAhead(TrainingBatches batches, NetworkDefinition network, Duration patience) {
    this.batches = batches;
    this.network = network;
    this.patience = patience;
    reading.allowCoreThreadTimeOut(true);
  }

  /**
   * A round begins; what was going to be read in the one before it is not any more.
   *
   * @param epoch that all examples are of, from 0
   * @param examples of one batch each, in the order in which they will be asked for; those without
   *     any are left out
   */
  void begin(int epoch, List<Range> examples) {
    padding = Padding.NONE;
    forgetUpcoming();
    examples.stream().filter(each -> each.size() > 0).forEach(upcoming::add);
    beginning =
        submit(
            () -> {
              batches.begin(epoch);
              return null;
            });
    readAhead();
  }

  /**
   * The next batch, valid until the one after it is asked for.
   *
   * @param examples at these positions of the epoch
   * @throws IOException if a shard cannot be read
   */
  Tensors read(Range examples) throws IOException {
    Reading next = ahead.poll();
    if (next == null || !next.examples().equals(examples)) {
      throw new IllegalStateException("expected another batch to be asked for than " + examples);
    }
    Supplier<String> what = () -> "examples %d to %d".formatted(examples.from(), examples.to());
    await(beginning, what);
    Read read = await(next.task(), what);
    padding = padding.plus(read.padding());
    if (ahead.size() <= batches.numAhead() / 2) {
      readAhead();
    }
    return read.tensors();
  }

  private void readAhead() {
    while (ahead.size() < batches.numAhead() && !upcoming.isEmpty()) {
      Range examples = upcoming.poll();
      ahead.add(new Reading(examples, submit(() -> Read.of(batches.read(examples), network))));
    }
  }

  private void forgetUpcoming() {
    upcoming.clear();
    ahead.forEach(reading -> reading.task().cancel(false));
    ahead.clear();
  }

  /** Of all batches since the round began. */
  Padding padding() {
    return padding;
  }

  private <T> FutureTask<T> submit(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    reading.execute(task);
    return task;
  }

  private <T> T await(FutureTask<T> task, Supplier<String> what) throws IOException {
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("could not read " + what.get(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(
          "expected %s to be read within %d seconds, they are not: look whether the storage of the data set answers"
              .formatted(what.get(), patience.toSeconds()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + what.get());
    }
  }

  /** Memory that is being read into is not taken away: the reading thread closes what it reads. */
  @Override
  public void close() throws IOException {
    forgetUpcoming();
    FutureTask<Void> closing =
        submit(
            () -> {
              batches.close();
              return null;
            });
    reading.shutdown();
    await(closing, () -> "the batches begun");
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "meanfield-batches");
    thread.setDaemon(true);
    return thread;
  }
}
