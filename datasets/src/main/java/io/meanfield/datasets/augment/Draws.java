package io.meanfield.datasets.augment;

import io.meanfield.datasets.plan.CounterHash;

/**
 * The random numbers of one epoch: pure functions of the run's seed, the epoch, the position of an
 * example in the epoch's order and what the number is for.
 *
 * @param key hash of seed and epoch
 */
record Draws(long key) {
  /** Keeps them apart from other numbers of the same seed and epoch: "augment" in ASCII. */
  private static final long OF_AUGMENTATION = 0x6175676d656e74L;

  static Draws of(long seed, long epoch) {
    return new Draws(CounterHash.hash(seed, epoch, OF_AUGMENTATION));
  }

  /** A number in [0, 1). */
  double uniform(Draw draw, long position) {
    return CounterHash.fraction(hash(draw, position));
  }

  /** A number in (0, 1], of as many as are wanted for one purpose. */
  double positive(Draw draw, long position, int number) {
    return 1 - CounterHash.fraction(CounterHash.extend(hash(draw, position), number));
  }

  /** A number in [-limit, limit). */
  double within(double limit, Draw draw, long position) {
    return limit * (2 * uniform(draw, position) - 1);
  }

  /** A whole number in [0, bound). */
  int below(int bound, Draw draw, long position) {
    return (int) (uniform(draw, position) * bound);
  }

  boolean oneInTwo(Draw draw, long position) {
    return uniform(draw, position) < 0.5;
  }

  private long hash(Draw draw, long position) {
    return CounterHash.extend(CounterHash.extend(key, position), draw.ordinal());
  }
}
