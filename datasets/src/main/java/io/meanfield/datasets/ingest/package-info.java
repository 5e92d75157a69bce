/**
 * Raw data become shards and a manifest in two Spark jobs, and others tell what is in them. {@code
 * IngestJob} and {@code DescribeJob} are for {@code driver} and run there; everything else here is
 * what their tasks do on executors.
 */
package io.meanfield.datasets.ingest;
