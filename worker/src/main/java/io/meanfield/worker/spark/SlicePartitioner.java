package io.meanfield.worker.spark;

import org.apache.spark.Partitioner;

/** Slice i lives in partition i. */
public final class SlicePartitioner extends Partitioner {
  private static final long serialVersionUID = 1;

  private final int numSlices;

  public SlicePartitioner(int numSlices) {
    this.numSlices = numSlices;
  }

  @Override
  public int numPartitions() {
    return numSlices;
  }

  @Override
  public int getPartition(Object key) {
    return (Integer) key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SlicePartitioner that && that.numSlices == numSlices;
  }

  @Override
  public int hashCode() {
    return numSlices;
  }
}
