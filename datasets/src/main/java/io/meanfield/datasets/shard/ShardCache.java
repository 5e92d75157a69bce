package io.meanfield.datasets.shard;

import io.meanfield.datasets.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of shards in a folder that processes share. A copy appears under its name, the checksum,
 * when it is whole and verified. Whoever opens one holds the file itself, so that anybody may
 * delete its name at any time. Thread-safe; nothing depends on the state of other processes.
 */
final class ShardCache {
  private static final Logger LOG = LoggerFactory.getLogger(ShardCache.class);

  /** How long a thread waits for the copy that another one makes. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final CacheSpace space;
  private final CacheLocks locks;
  private final Duration patience;

  ShardCache(CacheFolder folder, Duration patience) {
    this.locks = CacheLocks.in(folder.path());
    this.space = new CacheSpace(folder, locks);
    this.patience = patience;
  }

  static ShardCache of(CacheFolder folder) {
    return new ShardCache(folder, PATIENCE);
  }

  /**
   * The shard, copied unless it is there.
   *
   * @throws DataException if the shard is missing or has other bytes than the manifest says
   */
  ShardFile open(StoredShard shard) throws IOException {
    Optional<ShardFile> there = openCopy(shard);
    if (there.isPresent()) {
      return there.get();
    }
    try (CacheLocks.Held held = locks.take(shard.info().xxh64(), patience)) {
      if (!held.isHeld()) {
        LOG.warn(
            "expected a copy of {} from another thread or process within {} s, found none: copying it once more",
            shard.path(),
            patience.toSeconds());
      }
      Optional<ShardFile> meanwhile = openCopy(shard);
      return meanwhile.isPresent() ? meanwhile.get() : copy(shard);
    }
  }

  private Optional<ShardFile> openCopy(StoredShard shard) throws IOException {
    Path copy = space.copyOf(shard.info());
    FileChannel channel;
    try {
      channel = FileChannel.open(copy);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      if (channel.size() == shard.info().bytes()
          && FileDigests.xxh64(copy).equals(shard.info().xxh64())) {
        noteUse(copy);
        return Optional.of(file(shard, copy, channel));
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{} was evicted just now", copy);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  private ShardFile copy(StoredShard shard) throws IOException {
    Path copy = space.copyOf(shard.info());
    Path part = space.reserve(shard.info());
    try {
      shard.requireXxh64(download(shard, part));
      FileChannel channel = FileChannel.open(part);
      try {
        Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        FileDigests.learn(copy, shard.info().xxh64());
      } catch (NoSuchFileException e) {
        LOG.debug("{} was deleted just now", copy);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      return file(shard, copy, channel);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static ShardFile file(StoredShard shard, Path copy, FileChannel channel) {
    return new ShardFile(copy.toString(), channel, shard.info().plainBytes());
  }

  private static String download(StoredShard shard, Path part) throws IOException {
    ShardChecksum checksum = new ShardChecksum();
    try (InputStream in = shard.open();
        OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
      shard.requireSize(checksum.transfer(in, out));
    }
    return checksum.hex();
  }

  private static void noteUse(Path copy) {
    try {
      Files.getFileAttributeView(copy, BasicFileAttributeView.class)
          .setTimes(null, FileTime.from(Instant.now()), null);
    } catch (IOException e) { // evicted, or another user's: then it counts as used earlier
      LOG.debug("could not note that {} is used", copy, e);
    }
  }
}
