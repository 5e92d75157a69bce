package io.meanfield.datasets.division;

/**
 * Where a sequence of records may be cut without parting records of one key.
 *
 * @param starts [keys] the smallest key of each piece that stays whole, ascending
 * @param before [keys + 1] how many records are before each of them, and how many there are
 */
record Boundaries(long[] starts, long[] before) {

  int numPieces() {
    return starts.length;
  }

  long numRecords() {
    return before[starts.length];
  }

  /** The boundary with the number of records before it that is nearest to a target. */
  int nearest(double target, int from, int to) {
    int nearest = from;
    for (int i = from + 1; i <= to; i++) {
      if (Math.abs(before[i] - target) < Math.abs(before[nearest] - target)) {
        nearest = i;
      }
    }
    return nearest;
  }

  /** The first piece that begins at a key or behind it, which may be none. */
  int firstFrom(long key) {
    int first = 0;
    while (first < starts.length && starts[first] < key) {
      first++;
    }
    return first;
  }
}
