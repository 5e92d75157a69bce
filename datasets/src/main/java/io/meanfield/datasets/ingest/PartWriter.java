package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.shard.ShardWriter;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.source.RawSplit;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Writes the shards of one part from one split. Several attempts at the same split may run at once:
 * each writes under names of its own and gives a shard its name when it is whole, and all of them
 * write the same bytes. Used by one thread.
 */
final class PartWriter implements Closeable {
  private final ShardTarget target;
  private final RawSplit split;
  private final Part part;
  private final String attempt = UUID.randomUUID().toString();
  private final List<ShardInfo> shards = new ArrayList<>();
  private ShardWriter current;

  PartWriter(ShardTarget target, RawSplit split, Part part) {
    this.target = target;
    this.split = split;
    this.part = part;
  }

  /**
   * @param features encoded
   * @throws IllegalArgumentException if the example does not go with the schema
   */
  void append(byte[] features, RawLabel label) throws IOException {
    if (current == null) {
      current =
          new ShardWriter(
              file(),
              target.storage().create(temporaryPath()),
              target.schema().encoding().features(),
              target.schema().labels(),
              target.compression());
    }
    current.append(features, label);
    if (current.numBytes() >= target.maxShardBytes()) {
      finishShard();
    }
  }

  /** Finishes the last shard; all shards in the order of their examples. */
  List<ShardInfo> finish() throws IOException {
    if (current != null && current.numExamples() > 0) {
      finishShard();
    }
    return List.copyOf(shards);
  }

  /** Leaves nothing of a shard that was not finished. */
  @Override
  public void close() throws IOException {
    if (current != null) {
      try (ShardWriter unfinished = current) {
        current = null;
      } finally {
        target.storage().delete(temporaryPath());
      }
    }
  }

  private void finishShard() throws IOException {
    ShardInfo shard = current.finish();
    current.close();
    String path = target.folder() + "/" + shard.file();
    if (target.storage().exists(path)) {
      target.storage().delete(temporaryPath());
    } else {
      target.storage().rename(temporaryPath(), path);
    }
    current = null;
    shards.add(shard);
  }

  private String file() {
    return "%s-%05d-%05d.arrow"
        .formatted(part.name().toLowerCase(Locale.ROOT), split.ordinal(), shards.size());
  }

  private String temporaryPath() {
    return "%s/.%s.%s.part".formatted(target.folder(), file(), attempt);
  }
}
