package io.meanfield.datasets.shard;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The rows of one shard as it holds them, mapped and not copied: a view of the file is valid until
 * the next row's is asked for, and must not be used after close. Used by one thread.
 */
public final class EncodedRows implements Closeable {
  private final OpenShards shards;
  private final ShardReader reader;

  private EncodedRows(OpenShards shards) throws IOException {
    this.shards = shards;
    this.reader = shards.get(0);
  }

  /**
   * @param cache where a shard that is not on the local file system is copied to
   * @throws DataException if the shard is missing or not what the manifest says
   */
  public static EncodedRows open(
      Storage storage, Dataset dataset, ShardInfo shard, CacheFolder cache) throws IOException {
    return new EncodedRows(
        new OpenShards(
            new ShardFiles(storage, dataset.folder(), cache),
            dataset.manifest(),
            PartInfo.of(List.of(shard))));
  }

  public int size() {
    return reader.numExamples();
  }

  /** Little-endian; see {@link io.meanfield.datasets.transform.Encoding#encode}. */
  public ByteBuffer features(int row) {
    reader.seek(row);
    return reader.features();
  }

  /** Little-endian: the number of the class as int32, or the targets as float32. */
  public ByteBuffer label(int row) {
    reader.seek(row);
    return reader.label();
  }

  @Override
  public void close() throws IOException {
    shards.close();
  }
}
