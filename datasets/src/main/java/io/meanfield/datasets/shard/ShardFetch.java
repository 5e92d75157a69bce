package io.meanfield.datasets.shard;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The opening of one shard ahead of its use, by a thread that does this for all readers of the
 * process and computes nothing. Used by one thread beside that.
 */
final class ShardFetch implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ShardFetch.class);

  private static final int PATIENCE_SECONDS = 60;
  private static final int IDLE_SECONDS = 60;
  private static final ThreadPoolExecutor FETCHER =
      new ThreadPoolExecutor(
          1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ShardFetch::thread);

  static {
    FETCHER.allowCoreThreadTimeOut(true);
  }

  private final Opening opening;
  private final FutureTask<ShardFile> task;

  private ShardFetch(Opening opening) {
    this.opening = opening;
    this.task = new FutureTask<>(opening::open);
  }

  /** Opens a shard. */
  @FunctionalInterface
  interface Opening {
    ShardFile open() throws IOException;
  }

  static ShardFetch begin(Opening opening) {
    ShardFetch fetch = new ShardFetch(opening);
    FETCHER.execute(fetch.task);
    return fetch;
  }

  /** The open shard. This thread opens it if the other has not begun, failed, or takes too long. */
  ShardFile take() throws IOException {
    task.run(); // nothing if the other thread has begun
    try {
      return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("opening a shard again that was not there in time", e);
      return opening.open();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a shard");
    }
  }

  /** A shard that is not taken any more; one that is opened just now goes to garbage. */
  @Override
  public void close() throws IOException {
    if (!task.cancel(false)) {
      try {
        task.get().close();
      } catch (ExecutionException e) {
        LOG.debug("a shard that nobody needs any more could not be opened", e);
      } catch (InterruptedException e) {
        throw new IllegalStateException("expected a task that has ended", e);
      }
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "meanfield-shards");
    thread.setDaemon(true);
    return thread;
  }
}
