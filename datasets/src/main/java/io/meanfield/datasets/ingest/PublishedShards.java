package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.describe.ShardList;
import io.meanfield.datasets.shard.EncodedRows;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/** The shards of a data set, to be opened by their number in any process. Immutable. */
record PublishedShards(Storage storage, Dataset dataset, ShardList list) implements Serializable {

  static PublishedShards of(Storage storage, Dataset dataset) {
    return new PublishedShards(storage, dataset, ShardList.of(dataset.manifest()));
  }

  /** A shard that is not on a local disk is copied to one. */
  EncodedRows open(int shard) throws IOException {
    Path cache = Path.of(System.getProperty("java.io.tmpdir"), "meanfield-shards");
    return EncodedRows.open(storage, dataset, list.shards().get(shard), cache);
  }
}
