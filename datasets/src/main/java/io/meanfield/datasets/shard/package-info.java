/**
 * The files of a published data set: Arrow IPC, written once by {@code datasets.ingest} and read
 * where they lie by {@code worker}. On executors.
 */
package io.meanfield.datasets.shard;
