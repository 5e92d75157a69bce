package io.meanfield.datasets.shard;

import java.nio.file.Path;

/**
 * Where a host keeps copies of shards that are not on its file system. Processes may share it.
 *
 * @param maxBytes of all copies, beside those in use
 */
public record CacheFolder(Path path, long maxBytes) {
  /** Room for a data set of usual size. */
  public static final long USUAL_MAX_BYTES = 16L << 30;

  public CacheFolder {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("expected a cache of at least 1 byte, found " + maxBytes);
    }
  }

  /** The one of all processes on this host with the same folder for temporary files. */
  public static CacheFolder ofHost(long maxBytes) {
    return new CacheFolder(
        Path.of(System.getProperty("java.io.tmpdir"), "meanfield-shards"), maxBytes);
  }
}
