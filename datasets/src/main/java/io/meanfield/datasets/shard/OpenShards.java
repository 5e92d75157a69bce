package io.meanfield.datasets.shard;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** The shards of a part, opened when asked for, a bounded number at a time. Used by one thread. */
final class OpenShards implements Closeable {
  private final ShardFiles files;
  private final Manifest manifest;
  private final List<ShardInfo> shards;
  private final int maxOpen;
  private final ShardReader[] readers;
  private final Queue<Integer> inOrderOfOpening = new ArrayDeque<>();

  OpenShards(ShardFiles files, Manifest manifest, PartInfo part) {
    this.files = files;
    this.manifest = manifest;
    this.shards = part.shards();
    this.maxOpen = part.shardsAtATime();
    this.readers = new ShardReader[shards.size()];
  }

  /** The reader is valid until another shard is asked for. */
  ShardReader get(int shard) throws IOException {
    if (readers[shard] == null) {
      if (inOrderOfOpening.size() == maxOpen) {
        closeOldest();
      }
      readers[shard] = open(shards.get(shard));
      inOrderOfOpening.add(shard);
    }
    return readers[shard];
  }

  @Override
  public void close() throws IOException {
    while (!inOrderOfOpening.isEmpty()) {
      closeOldest();
    }
  }

  private void closeOldest() throws IOException {
    int oldest = inOrderOfOpening.remove();
    ShardReader reader = readers[oldest];
    readers[oldest] = null;
    reader.close();
  }

  private ShardReader open(ShardInfo shard) throws IOException {
    ShardReader reader;
    try (ShardFile file = files.open(shard)) {
      reader = ShardReader.open(file, manifest.features(), manifest.labels());
    }
    if (reader.numExamples() != shard.numExamples()) {
      reader.close();
      throw new DataException(
          "expected %d examples in shard %s as in the manifest, found %d: delete the data set's folder and run ingest again"
              .formatted(shard.numExamples(), shard.file(), reader.numExamples()));
    }
    return reader;
  }
}
