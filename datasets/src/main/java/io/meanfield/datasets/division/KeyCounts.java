package io.meanfield.datasets.division;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each key occurs: exactly as long as there are at most {@value #MAX_BUCKETS} different
 * ones, and beyond that in buckets of keys that agree in their first bits, as many bits as they can
 * be. Which buckets there are depends neither on the order of the keys nor on how they were
 * divided. At most 130 KB, once serialized. Used by one thread.
 */
final class KeyCounts implements Serializable {
  private static final long serialVersionUID = 1;

  static final int MAX_BUCKETS = 1 << 13;

  private transient TreeMap<Long, Long> counts = new TreeMap<>(); // bucket -> keys in it
  private int shift; // low bits of a key that a bucket does not tell apart

  void add(long key) {
    add(key >> shift, 1);
  }

  void merge(KeyCounts other) {
    while (shift < other.shift) {
      coarsen();
    }
    int further = shift - other.shift;
    other.counts.forEach((bucket, count) -> counts.merge(bucket >> further, count, Long::sum));
    while (counts.size() > MAX_BUCKETS) {
      coarsen();
    }
  }

  /** Where the keys may be cut. */
  Boundaries boundaries() {
    long[] starts = new long[counts.size()];
    long[] before = new long[counts.size() + 1];
    int next = 0;
    for (Map.Entry<Long, Long> bucket : counts.entrySet()) {
      starts[next] = bucket.getKey() << shift;
      before[next + 1] = before[next] + bucket.getValue();
      next++;
    }
    return new Boundaries(starts, before);
  }

  private void add(long bucket, long count) {
    counts.merge(bucket, count, Long::sum);
    while (counts.size() > MAX_BUCKETS) {
      coarsen();
    }
  }

  private void coarsen() {
    TreeMap<Long, Long> finer = counts;
    counts = new TreeMap<>();
    shift++;
    finer.forEach((bucket, count) -> counts.merge(bucket >> 1, count, Long::sum));
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    out.writeInt(counts.size());
    for (Map.Entry<Long, Long> bucket : counts.entrySet()) {
      out.writeLong(bucket.getKey());
      out.writeLong(bucket.getValue());
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    counts = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      counts.put(in.readLong(), in.readLong());
    }
  }
}
