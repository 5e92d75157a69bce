package io.meanfield.datasets.shard;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ReaderMemory;
import io.meanfield.datasets.ShardInfo;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shards of a part, opened when asked for, within the memory of a reader. Those that are
 * expected are fetched meanwhile. Used by one thread.
 */
final class OpenShards implements Closeable {
  private final ShardFiles files;
  private final Manifest manifest;
  private final List<ShardInfo> shards;
  private final ShardReader[] readers;
  private final Map<Integer, ShardReader> inOrderOfOpening = new LinkedHashMap<>();
  private final Map<Integer, ShardFetch> fetches = new LinkedHashMap<>();
  private List<Integer> expected = List.of();
  private long openBytes;

  OpenShards(ShardFiles files, Manifest manifest, PartInfo part) {
    this.files = files;
    this.manifest = manifest;
    this.shards = part.shards();
    this.readers = new ShardReader[shards.size()];
  }

  /** The reader is valid until another shard is asked for. */
  ShardReader get(int shard) throws IOException {
    if (readers[shard] == null) {
      makeRoom(shards.get(shard).openBytes());
      readers[shard] = open(shard);
      inOrderOfOpening.put(shard, readers[shard]);
      openBytes += shards.get(shard).openBytes();
    }
    return readers[shard];
  }

  /**
   * Has shards fetched that are not on this host, and forgets what was expected before.
   *
   * @param next the shards that will be asked for, the first ones first
   */
  void expect(List<Integer> next) throws IOException {
    expected = next;
    keepLonger(next);
    for (Iterator<Integer> left = fetches.keySet().iterator(); left.hasNext(); ) {
      int shard = left.next();
      if (!next.contains(shard)) {
        fetches.get(shard).close();
        left.remove();
      }
    }
    next.forEach(this::fetch);
  }

  private void fetch(int shard) {
    if (readers[shard] == null && files.areRemote()) {
      fetches.computeIfAbsent(shard, s -> ShardFetch.begin(() -> files.open(shards.get(s))));
    }
  }

  @Override
  public void close() throws IOException {
    expect(List.of());
    while (!inOrderOfOpening.isEmpty()) {
      closeOldest();
    }
  }

  /** Shards that are open already count as just opened, the first ones last. */
  private void keepLonger(List<Integer> next) {
    for (int i = next.size() - 1; i >= 0; i--) {
      ShardReader reader = inOrderOfOpening.remove(next.get(i));
      if (reader != null) {
        inOrderOfOpening.put(next.get(i), reader);
      }
    }
  }

  private void makeRoom(long bytes) throws IOException {
    while (!inOrderOfOpening.isEmpty()
        && !ReaderMemory.holds(inOrderOfOpening.size() + 1, openBytes + bytes)) {
      closeOldest();
    }
  }

  private void closeOldest() throws IOException {
    int oldest = inOrderOfOpening.keySet().iterator().next();
    readers[oldest] = null;
    openBytes -= shards.get(oldest).openBytes();
    inOrderOfOpening.remove(oldest).close();
    if (expected.contains(oldest)) {
      fetch(oldest);
    }
  }

  private ShardReader open(int number) throws IOException {
    ShardInfo shard = shards.get(number);
    ShardFetch fetch = fetches.remove(number);
    ShardReader reader;
    try (ShardFile file = fetch == null ? files.open(shard) : fetch.take()) {
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
