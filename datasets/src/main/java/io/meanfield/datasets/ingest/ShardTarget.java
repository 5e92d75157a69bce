package io.meanfield.datasets.ingest;

import io.meanfield.datasets.storage.Storage;
import java.io.Serializable;

/** Where shards go and what they hold. Immutable. */
record ShardTarget(Storage storage, String folder, Schema schema, long maxShardBytes)
    implements Serializable {}
