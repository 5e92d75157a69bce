package io.meanfield.datasets.ingest;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A folder beside the target in which a data set comes into being. It gets the target's name as the
 * last act, so whoever finds the target finds all of it. What a crashed run has left is removed by
 * the next one. Used by one thread.
 */
final class Staging implements Closeable {
  private final Storage storage;
  private final String target;
  private final String folder;

  private Staging(Storage storage, String target, String folder) {
    this.storage = storage;
    this.target = target;
    this.folder = folder;
  }

  static Staging create(Storage storage, String target) throws IOException {
    String qualified = storage.qualify(target);
    String parent = storage.parent(qualified);
    String prefix = "." + qualified.substring(qualified.lastIndexOf('/') + 1) + ".ingest-";
    for (String name : storage.list(parent)) {
      if (name.startsWith(prefix)) {
        storage.delete(parent + "/" + name);
      }
    }
    String folder = parent + "/" + prefix + UUID.randomUUID();
    storage.createFolder(folder);
    return new Staging(storage, target, folder);
  }

  String folder() {
    return folder;
  }

  /** Makes the folder, which must hold the manifest's shards, the published data set. */
  Dataset publish(Manifest manifest) throws IOException {
    Set<String> expected = new HashSet<>();
    for (Part part : Part.values()) {
      manifest.part(part).shards().stream()
          .filter(shard -> !shard.liesElsewhere())
          .map(ShardInfo::file)
          .forEach(expected::add);
    }
    List<String> present = storage.list(folder);
    if (!present.containsAll(expected)) {
      throw new DataException(
          "expected %d shards in %s, found that some are gone: do not ingest into %s twice at the same time"
              .formatted(expected.size(), folder, target));
    }
    for (String name : present) {
      if (!expected.contains(name)) {
        storage.delete(folder + "/" + name); // of an attempt that lost or was killed
      }
    }
    new Dataset(folder, manifest).save(storage);
    if (storage.list(target).isEmpty()) {
      storage.delete(target);
    }
    storage.rename(folder, target);
    return new Dataset(target, manifest);
  }

  /** Leaves nothing of a data set that was not published. */
  @Override
  public void close() throws IOException {
    storage.delete(folder);
  }
}
