package io.meanfield.datasets.shard;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shards of a part, opened when asked for, a bounded number at a time. Those that are expected
 * are fetched meanwhile. Used by one thread.
 */
final class OpenShards implements Closeable {
  private final ShardFiles files;
  private final Manifest manifest;
  private final List<ShardInfo> shards;
  private final int maxOpen;
  private final ShardReader[] readers;
  private final Map<Integer, ShardReader> inOrderOfOpening = new LinkedHashMap<>();
  private final Map<Integer, ShardFetch> fetches = new LinkedHashMap<>();
  private List<Integer> expected = List.of();

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
        closeOne();
      }
      readers[shard] = open(shard);
      inOrderOfOpening.put(shard, readers[shard]);
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
    for (Iterator<Integer> left = fetches.keySet().iterator(); left.hasNext(); ) {
      int shard = left.next();
      if (!next.contains(shard)) {
        fetches.get(shard).close();
        left.remove();
      }
    }
    if (files.areRemote()) {
      for (int shard : next) {
        if (readers[shard] == null) {
          fetches.computeIfAbsent(shard, s -> ShardFetch.begin(() -> files.open(shards.get(s))));
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    expect(List.of());
    while (!inOrderOfOpening.isEmpty()) {
      closeOne();
    }
  }

  /** The one that is not expected or so last; the oldest of such. */
  private void closeOne() throws IOException {
    int last = -1;
    int lastPlace = -1;
    for (int shard : inOrderOfOpening.keySet()) {
      int place = expected.indexOf(shard);
      if (place < 0) {
        last = shard;
        break;
      }
      if (place > lastPlace) {
        last = shard;
        lastPlace = place;
      }
    }
    readers[last] = null;
    inOrderOfOpening.remove(last).close();
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
