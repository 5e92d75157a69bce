package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.Transform;
import java.io.Serializable;

/** Where shards go and what they hold. Immutable. */
record ShardTarget(
    Storage storage, String folder, Transform transform, Labels labels, int examplesPerShard)
    implements Serializable {}
