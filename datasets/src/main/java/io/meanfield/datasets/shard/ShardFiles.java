package io.meanfield.datasets.shard;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The shards of a data set as local files with the right checksum. Shards on the local file system
 * are used where they are; others come out of a cache. Thread-safe.
 */
final class ShardFiles {
  private static final String LOCAL_SCHEME = "file:";

  private final Storage storage;
  private final String folder;
  private final ShardCache cache;

  ShardFiles(Storage storage, String folder, CacheFolder cacheFolder) {
    this.storage = storage;
    this.folder = folder;
    this.cache = ShardCache.of(cacheFolder);
  }

  boolean areRemote() {
    return !storage.isLocal(folder);
  }

  /**
   * @throws DataException if the shard is missing or has other bytes than the manifest says
   */
  ShardFile open(ShardInfo info) throws IOException {
    String path = storage.qualify(info.pathFrom(folder));
    StoredShard shard = new StoredShard(storage, path, info);
    return path.startsWith(LOCAL_SCHEME)
        ? openLocal(Path.of(path.substring(LOCAL_SCHEME.length())), shard)
        : cache.open(shard);
  }

  private static ShardFile openLocal(Path local, StoredShard shard) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(local);
    } catch (NoSuchFileException e) {
      throw shard.missing(e);
    }
    try {
      shard.requireSize(channel.size());
      shard.requireXxh64(FileDigests.xxh64(local));
      return new ShardFile(shard.path(), channel, shard.info().plainBytes());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
