package io.meanfield.datasets.shard;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The shards of a data set as local files with the right checksum. Shards on the local file system
 * are used where they are; others are copied into a cache folder first, which several processes may
 * share.
 */
final class ShardFiles {
  private static final String LOCAL_SCHEME = "file:";

  private final Storage storage;
  private final String folder;
  private final Path cacheFolder;

  ShardFiles(Storage storage, String folder, Path cacheFolder) {
    this.storage = storage;
    this.folder = folder;
    this.cacheFolder = cacheFolder;
  }

  /**
   * @throws DataException if the shard is missing or has other bytes than the manifest says
   */
  Path local(ShardInfo shard) throws IOException {
    String path = storage.qualify(folder + "/" + shard.file());
    if (path.startsWith(LOCAL_SCHEME)) {
      Path local = Path.of(path.substring(LOCAL_SCHEME.length()));
      if (!Files.exists(local)) {
        throw missing(path, null);
      }
      verify(path, local, shard);
      return local;
    }
    Path cached = cacheFolder.resolve(shard.sha256() + ".arrow");
    if (!isIntact(cached, shard)) {
      copy(path, cached, shard);
    }
    return cached;
  }

  /** Under a name of its own first: a process that shares the cache sees the whole file or none. */
  private void copy(String path, Path cached, ShardInfo shard) throws IOException {
    Files.createDirectories(cacheFolder);
    Path temporary = Files.createTempFile(cacheFolder, ".shard-", ".part");
    try {
      try (InputStream in = storage.open(path)) {
        Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
      } catch (FileNotFoundException e) {
        throw missing(path, e);
      }
      verify(path, temporary, shard);
      Files.move(temporary, cached, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static boolean isIntact(Path file, ShardInfo shard) throws IOException {
    return Files.exists(file)
        && Files.size(file) == shard.bytes()
        && FileDigests.sha256(file).equals(shard.sha256());
  }

  private static void verify(String path, Path local, ShardInfo shard) throws IOException {
    if (Files.size(local) != shard.bytes()) {
      throw damaged(path, shard.bytes() + " bytes", Files.size(local) + " bytes");
    }
    String found = FileDigests.sha256(local);
    if (!found.equals(shard.sha256())) {
      throw damaged(path, "SHA-256 " + shard.sha256(), "SHA-256 " + found);
    }
  }

  private static DataException damaged(String path, String expected, String found) {
    return new DataException(
        "shard %s was changed or cut off: expected %s as in the manifest, found %s: delete the data set's folder and run ingest again"
            .formatted(path, expected, found));
  }

  private static DataException missing(String path, Throwable cause) {
    return new DataException(
        "expected shard %s as in the manifest, found no such file: delete the data set's folder and run ingest again"
            .formatted(path),
        cause);
  }
}
