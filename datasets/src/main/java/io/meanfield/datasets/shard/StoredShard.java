package io.meanfield.datasets.shard;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A shard where its data set is, and what the manifest says of it. Immutable.
 *
 * @param path with its scheme
 */
record StoredShard(Storage storage, String path, ShardInfo info) {

  /**
   * @throws DataException if there is no such file
   */
  InputStream open() throws IOException {
    try {
      return storage.open(path);
    } catch (FileNotFoundException e) {
      throw missing(e);
    }
  }

  /**
   * @throws DataException if that is not the size of the manifest
   */
  void requireSize(long bytes) {
    if (bytes != info.bytes()) {
      throw damaged(info.bytes() + " bytes", bytes + " bytes");
    }
  }

  /**
   * @throws DataException if that is not the checksum of the manifest
   */
  void requireXxh64(String found) {
    if (!found.equals(info.xxh64())) {
      throw damaged("XXH64 " + info.xxh64(), "XXH64 " + found);
    }
  }

  DataException missing(Throwable cause) {
    return new DataException(
        "expected shard %s as in the manifest, found no such file: delete the data set's folder and run ingest again"
            .formatted(path),
        cause);
  }

  private DataException damaged(String expected, String found) {
    return new DataException(
        "shard %s was changed or cut off: expected %s as in the manifest, found %s: delete the data set's folder and run ingest again"
            .formatted(path, expected, found));
  }
}
