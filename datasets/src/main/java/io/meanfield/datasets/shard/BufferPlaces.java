package io.meanfield.datasets.shard;

/** Where the buffers of one record batch lie in memory, in the order of the schema. */
record BufferPlaces(long[] starts, long[] lengths) {
  int size() {
    return starts.length;
  }
}
