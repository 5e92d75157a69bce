package io.meanfield.worker.protocol;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.plan.TrainingOrder;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.storage.Storage;
import java.io.Serializable;

/**
 * A published data set and how to read it in any process.
 *
 * @param cacheBytes of copies that a host may keep of shards that are not on its disks
 */
public record DataSpec(Storage storage, Dataset dataset, long cacheBytes) implements Serializable {
  public PartInfo part(Part part) {
    return dataset.manifest().part(part);
  }

  /** A reader of one part; shards that are not on a local disk are copied to one. */
  public BatchReader open(Part part) {
    return BatchReader.open(storage, dataset, part, CacheFolder.ofHost(cacheBytes));
  }

  /** The order in which training sees the examples. */
  public TrainingOrder order(long seed) {
    return part(Part.TRAIN).trainingOrder(seed);
  }
}
