package io.meanfield.datasets.source;

import java.io.Serializable;

/**
 * A piece of a source that one task reads from start to end.
 *
 * @param ordinal its place among all splits of the source, from 0: with the number of a record in
 *     the split it names that record for ever
 * @param file the file it is in (for formats of several files, the one with the features)
 * @param isTest whether the source says that its records are the test part
 */
public record RawSplit(int ordinal, String file, boolean isTest) implements Serializable {}
