package io.meanfield.worker;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.shard.ShardWriter;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.Transform;
import io.meanfield.worker.protocol.DataSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** A data set in the making, of training shards only. */
final class TrainingShards {
  private final Path folder;
  private final Transform transform;
  private final Labels labels;
  private final List<ShardInfo> shards = new ArrayList<>();

  TrainingShards(Path folder, Transform transform, Labels labels) {
    this.folder = folder;
    this.transform = transform;
    this.labels = labels;
  }

  /** Appends the examples of one shard. */
  @FunctionalInterface
  interface Examples {
    void appendTo(ShardWriter shard) throws IOException;
  }

  void add(Examples examples) throws IOException {
    String file = "train-%05d.arrow".formatted(shards.size());
    try (ShardWriter shard =
        new ShardWriter(
            file,
            Files.newOutputStream(folder.resolve(file)),
            transform.features(),
            labels,
            Compression.NONE)) {
      examples.appendTo(shard);
      shards.add(shard.finish());
    }
  }

  DataSpec publish() throws IOException {
    PartInfo none = PartInfo.of(List.of());
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT_VERSION,
            "made by a test",
            transform.features(),
            labels,
            transform,
            new Manifest.Division(0, RecordSplit.ofFractions(0, 0)),
            new Manifest.Parts(PartInfo.of(shards), none, none),
            BadRecords.NONE);
    Storage storage = new Storage(new Configuration());
    new Dataset(folder.toString(), manifest).save(storage);
    return new DataSpec(storage, Dataset.load(storage, folder.toString()), 1 << 30);
  }
}
