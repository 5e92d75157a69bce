package io.meanfield.datasets.shard;

import io.meanfield.datasets.ShardInfo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a cache and the room they take. A file that is being written, a part, carries the
 * checksum that its writer holds the lock of; without a holder it is what a killed process left.
 * Thread-safe.
 */
final class CacheSpace {
  private static final Logger LOG = LoggerFactory.getLogger(CacheSpace.class);

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String EVICTION = "eviction";
  private static final String COPY = ".arrow";
  private static final String PART = ".part";

  private final CacheFolder folder;
  private final CacheLocks locks;

  CacheSpace(CacheFolder folder, CacheLocks locks) {
    this.folder = folder;
    this.locks = locks;
  }

  private record Kept(Path file, long bytes, FileTime used) {
    boolean isPart() {
      return file.toString().endsWith(PART);
    }

    /** The shard's checksum: names are CHECKSUM.arrow and .CHECKSUM.RANDOM.part. */
    String xxh64() {
      String name = file.getFileName().toString();
      return name.substring(isPart() ? 1 : 0).replaceAll("\\..*", "");
    }
  }

  Path copyOf(ShardInfo shard) {
    return folder.path().resolve(shard.xxh64() + COPY);
  }

  /**
   * A new file to copy a shard into, which has the shard's size already. The least recently used
   * copies are deleted for it as far as the limit wants.
   */
  Path reserve(ShardInfo shard) throws IOException {
    Files.createDirectories(folder.path());
    try (CacheLocks.Held held = locks.take(EVICTION, PATIENCE)) {
      if (!held.isHeld()) {
        LOG.warn(
            "another process has been clearing {} for {} s", folder.path(), PATIENCE.toSeconds());
      }
      evict(shard);
      Path part = Files.createTempFile(folder.path(), "." + shard.xxh64() + ".", PART);
      try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
        file.setLength(shard.bytes());
      }
      return part;
    }
  }

  private void evict(ShardInfo incoming) throws IOException {
    List<Kept> kept = new ArrayList<>();
    for (Kept file : list()) {
      if (!file.isPart() || isBeingWritten(file, incoming)) {
        kept.add(file);
      } else {
        Files.deleteIfExists(file.file());
      }
    }
    long total = incoming.bytes() + kept.stream().mapToLong(Kept::bytes).sum();
    kept.removeIf(Kept::isPart);
    kept.sort(Comparator.comparing(Kept::used).thenComparing(Kept::file));
    for (Kept oldest : kept) {
      if (total <= folder.maxBytes()) {
        return;
      }
      Files.deleteIfExists(oldest.file());
      total -= oldest.bytes();
    }
  }

  /** The caller holds the lock of the incoming shard, if anybody does. */
  private boolean isBeingWritten(Kept part, ShardInfo incoming) throws IOException {
    if (part.xxh64().equals(incoming.xxh64())) {
      return true;
    }
    try (CacheLocks.Held held = locks.take(part.xxh64(), Duration.ZERO)) {
      return !held.isHeld();
    }
  }

  private List<Kept> list() throws IOException {
    List<Kept> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.path())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(COPY) || file.toString().endsWith(PART)) {
          try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            kept.add(new Kept(file, found.size(), found.lastAccessTime()));
          } catch (NoSuchFileException e) {
            LOG.debug("{} was deleted just now", file);
          }
        }
      }
    }
    return kept;
  }
}
