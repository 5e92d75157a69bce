package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Local files under a scheme that is not that of local files, and who opened them last. They are
 * not opened before the gate is.
 */
public final class ElsewhereFileSystem extends RawLocalFileSystem {
  static final Map<String, Thread> OPENED_BY = new ConcurrentHashMap<>();
  static volatile CountDownLatch gate = new CountDownLatch(0);

  /** A storage that knows the scheme {@code elsewhere:}. */
  static Storage storage() {
    Configuration configuration = new Configuration(false);
    configuration.setClass("fs.elsewhere.impl", ElsewhereFileSystem.class, FileSystem.class);
    return new Storage(configuration);
  }

  /** Waits until so many files have been opened, but not for ever. */
  static void awaitOpened(int number) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    synchronized (OPENED_BY) {
      while (OPENED_BY.size() < number) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        assertTrue(left > 0, OPENED_BY::toString);
        OPENED_BY.wait(left);
      }
    }
  }

  private static void awaitGate() throws InterruptedIOException {
    try {
      assertTrue(gate.await(1, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before a closed gate");
    }
  }

  @Override
  public URI getUri() {
    return URI.create("elsewhere:///");
  }

  @Override
  public String getScheme() {
    return "elsewhere";
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    awaitGate();
    synchronized (OPENED_BY) {
      OPENED_BY.put(file.getName(), Thread.currentThread());
      OPENED_BY.notifyAll();
    }
    return super.open(file, bufferSize);
  }
}
