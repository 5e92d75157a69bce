package io.meanfield.worker.protocol;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.plan.EpochOrder;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.storage.Storage;
import java.io.Serializable;
import java.nio.file.Path;

/** A published data set and how to read it in any process. */
public record DataSpec(Storage storage, Dataset dataset) implements Serializable {
  /** Shards mixed with each other: enough to mix well, few enough to keep open. */
  private static final int SHUFFLE_BLOCK_SHARDS = 10;

  public PartInfo part(Part part) {
    return dataset.manifest().part(part);
  }

  /** A reader of one part; shards that are not on a local disk are copied to one. */
  public BatchReader open(Part part) {
    Path cache = Path.of(System.getProperty("java.io.tmpdir"), "meanfield-shards");
    return BatchReader.open(storage, dataset, part, cache);
  }

  /** The order in which training sees the examples of an epoch. */
  public EpochOrder order(long seed, int epoch) {
    return new EpochOrder(part(Part.TRAIN).shardSizes(), seed, epoch, SHUFFLE_BLOCK_SHARDS);
  }
}
