package io.meanfield.worker.protocol;

import java.io.Serializable;

/** Rows of a part from (inclusive) to (exclusive). */
public record RowRange(long from, long to) implements Serializable {}
