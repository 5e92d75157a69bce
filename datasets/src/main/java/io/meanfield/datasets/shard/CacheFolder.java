package io.meanfield.datasets.shard;

import java.nio.file.Path;

/**
 * Where a host keeps copies of shards that are not on its file system. Processes may share it.
 *
 * @param maxBytes of all copies, beside those in use
 */
public record CacheFolder(Path path, long maxBytes) {
  public CacheFolder {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("expected a cache of at least 1 byte, found " + maxBytes);
    }
  }
}
