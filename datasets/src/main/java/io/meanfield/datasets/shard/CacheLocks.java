package io.meanfield.datasets.shard;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks by name among all threads of all processes that use a folder. Each is a byte of one file
 * that the operating system locks for a process and frees when it ends, however it ends. One
 * instance a folder and process, which never closes the file: that would free all its locks.
 * Thread-safe.
 */
final class CacheLocks {
  private static final ConcurrentHashMap<Path, CacheLocks> BY_FOLDER = new ConcurrentHashMap<>();
  private static final String FILE = ".locks";

  /** File locks of Java can only be waited for without a deadline. */
  private static final long RETRY_MILLIS = 10;

  private final Path file;
  private final ConcurrentHashMap<String, ReentrantLock> inProcess = new ConcurrentHashMap<>();
  private FileChannel channel; // guarded by this

  private CacheLocks(Path folder) {
    this.file = folder.resolve(FILE);
  }

  static CacheLocks in(Path folder) {
    return BY_FOLDER.computeIfAbsent(folder.toAbsolutePath().normalize(), CacheLocks::new);
  }

  /** A lock for as long as this is open, or the knowledge that somebody else has kept it. */
  record Held(Optional<ReentrantLock> ofProcess, Optional<FileLock> ofHost)
      implements AutoCloseable {
    boolean isHeld() {
      return ofHost.isPresent();
    }

    @Override
    public void close() throws IOException {
      try {
        if (ofHost.isPresent()) {
          ofHost.get().release();
        }
      } finally {
        ofProcess.ifPresent(ReentrantLock::unlock);
      }
    }
  }

  /** Waits for a lock that the thread does not have yet, but not for ever. */
  Held take(String name, Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    ReentrantLock lock = inProcess.computeIfAbsent(name, n -> new ReentrantLock());
    try {
      if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return new Held(Optional.empty(), Optional.empty());
      }
    } catch (InterruptedException e) {
      throw interrupted(name);
    }
    try {
      return new Held(Optional.of(lock), ofHost(name, end));
    } catch (IOException | RuntimeException e) {
      lock.unlock();
      throw e;
    }
  }

  private Optional<FileLock> ofHost(String name, long end) throws IOException {
    Optional<FileLock> lock = tryLock(name);
    while (lock.isEmpty() && System.nanoTime() < end) {
      try {
        Thread.sleep(RETRY_MILLIS);
      } catch (InterruptedException e) {
        throw interrupted(name);
      }
      lock = tryLock(name);
    }
    return lock;
  }

  private Optional<FileLock> tryLock(String name) throws IOException {
    try {
      return Optional.ofNullable(channel().tryLock(position(name), 1, false));
    } catch (OverlappingFileLockException e) { // two names of one position
      return Optional.empty();
    }
  }

  /** Opened again if somebody has cleaned the folder. */
  private synchronized FileChannel channel() throws IOException {
    if (channel == null || Files.notExists(file)) {
      Files.createDirectories(file.getParent());
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
    return channel;
  }

  private static InterruptedIOException interrupted(String name) {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while waiting for the lock of " + name);
  }

  private static long position(String name) {
    return Integer.toUnsignedLong(name.hashCode());
  }
}
