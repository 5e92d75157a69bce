package io.meanfield.datasets.transform;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often each number occurs: exactly as long as there are at most {@value #MAX_BUCKETS}
 * different ones, and beyond that in buckets, which are merged two by two each time that there are
 * too many of them (the uniform collapse of Epicoco, Melle, Cafaro, Pulimeno and Morleo,
 * "UDDSketch: Accurate Tracking of Quantiles in Data Streams", 2020). A bucket is the floats that
 * agree in their first bits, so its middle is off by a fraction of its value, as in Masson, Rim and
 * Lee, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", 2019.
 * The fraction is below 0.8 % for numbers that span up to 64 powers of two, those below zero
 * counted for themselves (a million normal ones span about 45), and below 6.3 % for all floats
 * there are, apart from subnormal ones. What is counted depends neither on the order of the numbers
 * nor on how they were divided. At most 50 KB, once serialized. Used by one thread.
 */
public final class ValueCounts implements Serializable {
  private static final long serialVersionUID = 1;

  static final int MAX_BUCKETS = 1 << 12;

  private static final int MAX_PENDING = 1 << 12;

  private int shift; // low bits of a key that a bucket does not tell apart
  private int[] buckets = {}; // [buckets], ascending
  private long[] counts = {}; // [buckets]
  private long numValues;
  private transient int[] pending; // keys that are in no bucket yet
  private transient int numPending;

  /**
   * @param value finite
   */
  public void add(float value) {
    if (pending == null) {
      pending = new int[MAX_PENDING];
    }
    pending[numPending++] = key(value);
    numValues++;
    if (numPending == pending.length) {
      flush();
    }
  }

  public void merge(ValueCounts other) {
    flush();
    other.flush();
    while (shift < other.shift) {
      coarsen();
    }
    int[] theirs = other.buckets.clone();
    for (int i = 0; i < theirs.length; i++) {
      theirs[i] >>= shift - other.shift;
    }
    mergeSorted(theirs, other.counts);
    numValues += other.numValues;
  }

  /** The middle number, or the mean of the two in the middle. */
  public double median() {
    flush();
    return (valueAt((numValues - 1) / 2) + valueAt(numValues / 2)) / 2;
  }

  /**
   * The ranks of all numbers, or of some whose ranks are as equally spaced as can be.
   *
   * @param maxKnots at least 2
   */
  Quantiles quantiles(int maxKnots) {
    flush();
    int numKnots = Math.min(maxKnots, buckets.length);
    List<Double> values = new ArrayList<>();
    List<Double> levels = new ArrayList<>();
    long before = 0;
    int next = 0;
    for (int i = 0; i < buckets.length; i++) {
      long after = before + counts[i];
      if (numKnots == buckets.length || rank(next, numKnots) < after) {
        values.add(value(buckets[i]));
        levels.add(numValues == 1 ? 0.5 : (before + (counts[i] - 1) / 2.0) / (numValues - 1));
        while (next < numKnots && rank(next, numKnots) < after) {
          next++;
        }
      }
      before = after;
    }
    return new Quantiles(values, levels);
  }

  /**
   * How many numbers are in each of several ranges of equal width, where a number counts as the
   * middle of its bucket.
   *
   * @param min start of the first range
   * @param max end of the last one, which is in it
   */
  public long[] histogram(double min, double max, int numRanges) {
    flush();
    long[] found = new long[numRanges];
    double width = (max - min) / numRanges;
    for (int i = 0; i < buckets.length; i++) {
      int range = width == 0 ? 0 : (int) ((value(buckets[i]) - min) / width);
      found[Math.max(0, Math.min(numRanges - 1, range))] += counts[i];
    }
    return found;
  }

  private long rank(int knot, int numKnots) {
    return knot < numKnots
        ? Math.round((numValues - 1) * ((double) knot / (numKnots - 1)))
        : Long.MAX_VALUE;
  }

  private double valueAt(long rank) {
    int bucket = 0;
    for (long seen = counts[0]; seen <= rank; seen += counts[bucket]) {
      bucket++;
    }
    return value(buckets[bucket]);
  }

  /** The middle of a bucket; 0 in the bucket of 0. */
  private double value(int bucket) {
    int low = bucket << shift;
    return bucket == 0 ? 0 : ((double) number(low) + number(low + (1 << shift) - 1)) / 2;
  }

  /** Keys have the order of their numbers; that of 0 is 0. */
  private static int key(float value) {
    int bits = Float.floatToIntBits(value + 0f); // -0 becomes 0
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  private static float number(int key) {
    return Float.intBitsToFloat(key ^ ((key >> 31) & Integer.MAX_VALUE));
  }

  private void flush() {
    if (numPending == 0) {
      return;
    }
    Arrays.sort(pending, 0, numPending);
    int[] found = new int[numPending];
    long[] ones = new long[numPending];
    for (int i = 0; i < numPending; i++) {
      found[i] = pending[i] >> shift;
      ones[i] = 1;
    }
    numPending = 0;
    mergeSorted(found, ones);
  }

  /** Takes in buckets that are ascending and may be there several times. */
  private void mergeSorted(int[] theirs, long[] theirCounts) {
    int[] merged = new int[buckets.length + theirs.length];
    long[] mergedCounts = new long[merged.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < buckets.length || j < theirs.length) {
      boolean isOurs = j == theirs.length || (i < buckets.length && buckets[i] <= theirs[j]);
      int bucket = isOurs ? buckets[i] : theirs[j];
      if (size == 0 || merged[size - 1] != bucket) {
        merged[size++] = bucket;
      }
      mergedCounts[size - 1] += isOurs ? counts[i++] : theirCounts[j++];
    }
    buckets = Arrays.copyOf(merged, size);
    counts = Arrays.copyOf(mergedCounts, size);
    while (buckets.length > MAX_BUCKETS) {
      coarsen();
    }
  }

  private void coarsen() {
    int[] halved = buckets;
    long[] halvedCounts = counts;
    for (int i = 0; i < halved.length; i++) {
      halved[i] >>= 1;
    }
    shift++;
    buckets = new int[0];
    counts = new long[0];
    mergeSorted(halved, halvedCounts);
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    flush();
    out.defaultWriteObject();
  }
}
