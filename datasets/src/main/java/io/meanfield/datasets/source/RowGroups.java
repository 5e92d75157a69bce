package io.meanfield.datasets.source;

/**
 * Neighbouring row groups of a Parquet file.
 *
 * @param from the first, counted from 0
 * @param to the one after the last
 */
public record RowGroups(int from, int to) implements SplitExtent {}
