package io.meanfield.datasets;

import java.io.Serializable;

/**
 * What the manifest knows of one shard.
 *
 * @param file its name in the data set's folder
 * @param bytes size of the file
 * @param sha256 of the whole file, in hexadecimal
 */
public record ShardInfo(String file, int numExamples, long bytes, String sha256)
    implements Serializable {}
