package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.describe.ShardList;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.shard.EncodedRows;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.Serializable;

/** The shards of a data set, to be opened by their number in any process. Immutable. */
record PublishedShards(Storage storage, Dataset dataset, ShardList list) implements Serializable {

  static PublishedShards of(Storage storage, Dataset dataset) {
    return new PublishedShards(storage, dataset, ShardList.of(dataset.manifest()));
  }

  /** A shard that is not on a local disk is copied to one. */
  EncodedRows open(int shard) throws IOException {
    CacheFolder cache = CacheFolder.ofHost(CacheFolder.USUAL_MAX_BYTES);
    return EncodedRows.open(storage, dataset, list.shards().get(shard), cache);
  }
}
