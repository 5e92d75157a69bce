package io.meanfield.datasets.plan;

/**
 * Who of some owners has which of endless positions, so that each has its share by weight of every
 * stretch from the beginning. Owners are halved until one is left; of the first n positions of some
 * owners, those of the left half have n * left / all, rounded. So an owner's count is never further
 * from its share than half a position for each halving on the way to it, and position, owner and
 * count are arithmetic in as many steps. Immutable.
 */
final class Interleaving {
  private final int numOwners;
  private final Offsets weights;

  /**
   * @param weights of the owners, together at most 2^31 - 1, so that products fit into a long
   */
  Interleaving(int[] weights) {
    this.numOwners = weights.length;
    this.weights = new Offsets(weights);
    if (this.weights.total() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "expected weights of at most %d together, found %d"
              .formatted(Integer.MAX_VALUE, this.weights.total()));
    }
  }

  int ownerAt(long position) {
    long place = position; // among those of the owners that are left
    int from = 0;
    int to = numOwners;
    while (to - from > 1) {
      int middle = (from + to) >>> 1;
      long onTheLeft = left(from, middle, to, place);
      if (left(from, middle, to, place + 1) > onTheLeft) {
        place = onTheLeft;
        to = middle;
      } else {
        place -= onTheLeft;
        from = middle;
      }
    }
    return from;
  }

  /** How many of the first positions are an owner's. */
  long count(int owner, long numPositions) {
    long count = numPositions;
    int from = 0;
    int to = numOwners;
    while (to - from > 1) {
      int middle = (from + to) >>> 1;
      long onTheLeft = left(from, middle, to, count);
      if (owner < middle) {
        count = onTheLeft;
        to = middle;
      } else {
        count -= onTheLeft;
        from = middle;
      }
    }
    return count;
  }

  /**
   * How many of the first positions of the owners from..to are those of the owners from..middle.
   */
  private long left(int from, int middle, int to, long numPositions) {
    long left = weights.start(middle) - weights.start(from);
    long all = weights.start(to) - weights.start(from);
    return numPositions / all * left + (numPositions % all * left + all / 2) / all;
  }
}
