package io.meanfield.datasets.source;

/**
 * Where a record is.
 *
 * @param record its number in the file, from 1; malformed ones count
 */
public record RawPlace(String file, long record) {}
