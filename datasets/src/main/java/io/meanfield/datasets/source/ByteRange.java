package io.meanfield.datasets.source;

/**
 * Neighbouring bytes of a file of lines, from the start of a record to the start of another one or
 * the end of the file.
 *
 * @param from inclusive
 * @param to exclusive
 */
record ByteRange(long from, long to) implements SplitExtent {
  ByteRange {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "expected 0 <= from <= to, found from %d to %d".formatted(from, to));
    }
  }

  long size() {
    return to - from;
  }
}
