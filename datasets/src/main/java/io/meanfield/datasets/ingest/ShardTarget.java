package io.meanfield.datasets.ingest;

import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.storage.Storage;
import java.io.Serializable;

/**
 * Where shards go and what they hold. Immutable.
 *
 * @param maxShardBytes before compression
 */
record ShardTarget(
    Storage storage, String folder, Schema schema, long maxShardBytes, Compression compression)
    implements Serializable {}
