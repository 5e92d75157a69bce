package io.meanfield.datasets.plan;

/**
 * Random numbers that are a pure function of what they are for, so that neither the order of work
 * nor the number of executors can change them. The mixing function is variant 13 of David Stafford,
 * "Better Bit Mixing" (2011), as in SplitMix64.
 */
public final class CounterHash {
  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  private CounterHash() {}

  /** 64 well mixed bits for the given counters, for example (seed, epoch, step, replica). */
  public static long hash(long... counters) {
    long h = 0;
    for (long counter : counters) {
      h = extend(h, counter);
    }
    return h;
  }

  /** 64 well mixed bits for a counter and the characters of a text. */
  public static long hash(long counter, String text) {
    long h = hash(counter);
    for (int i = 0; i < text.length(); i++) {
      h = extend(h, text.charAt(i));
    }
    return h;
  }

  /** The hash for one counter more: {@code extend(hash(a, b), c)} is {@code hash(a, b, c)}. */
  public static long extend(long hash, long counter) {
    return mix(hash + GOLDEN_RATIO + mix(counter + GOLDEN_RATIO));
  }

  /** A number in [0, 1) for the given counters. */
  public static double uniform(long... counters) {
    return fraction(hash(counters));
  }

  /** A number in [0, 1) of the bits of a hash. */
  public static double fraction(long hash) {
    return (hash >>> 11) * 0x1.0p-53;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
