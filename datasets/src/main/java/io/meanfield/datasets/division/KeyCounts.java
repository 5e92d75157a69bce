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
    counts.merge(key >> shift, 1L, Long::sum);
    coarsen(bitsTooMany());
  }

  void merge(KeyCounts other) {
    coarsen(Math.max(0, other.shift - shift));
    int further = shift - other.shift;
    other.counts.forEach((bucket, count) -> counts.merge(bucket >> further, count, Long::sum));
    coarsen(bitsTooMany());
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

  /** How many bits fewer leave few enough buckets: neighbours merge that differ in those only. */
  private int bitsTooMany() {
    int numExcess = counts.size() - MAX_BUCKETS;
    if (numExcess <= 0) {
      return 0;
    }
    int[] numPairs = new int[Long.SIZE + 1]; // by the bits in which neighbours differ
    long before = counts.firstKey();
    for (long bucket : counts.tailMap(before, false).keySet()) {
      numPairs[Long.SIZE - Long.numberOfLeadingZeros(before ^ bucket)]++;
      before = bucket;
    }
    int bits = 0;
    while (numExcess > 0) {
      numExcess -= numPairs[++bits];
    }
    return bits;
  }

  private void coarsen(int bits) {
    if (bits > 0) {
      TreeMap<Long, Long> finer = counts;
      counts = new TreeMap<>();
      shift += bits;
      finer.forEach((bucket, count) -> counts.merge(bucket >> bits, count, Long::sum));
    }
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
