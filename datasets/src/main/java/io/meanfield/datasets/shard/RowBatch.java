package io.meanfield.datasets.shard;

/** One record batch of a shard: its rows and where they lie in the file. Immutable. */
record RowBatch(int firstRow, int numRows, Column features, Column label) {}
