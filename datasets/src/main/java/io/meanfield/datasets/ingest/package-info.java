/**
 * Raw data become shards and a manifest in two Spark jobs. {@code IngestJob} is for {@code driver}
 * and runs there; everything else here is what its tasks do on executors.
 */
package io.meanfield.datasets.ingest;
