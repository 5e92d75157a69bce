package io.meanfield.datasets.source;

/**
 * Where a record is.
 *
 * @param record its number in the file after the first bytes, from 1; malformed ones count
 * @param bytesBefore how many bytes of the file come before those that are counted; most often 0
 */
public record RawPlace(String file, long record, long bytesBefore) {
  public RawPlace(String file, long record) {
    this(file, record, 0);
  }

  /** The record's place in its file. */
  public String position() {
    return position("record", record, bytesBefore);
  }

  static String position(String unit, long number, long bytesBefore) {
    return bytesBefore == 0
        ? "%s %d".formatted(unit, number)
        : "%s %d after byte %d".formatted(unit, number, bytesBefore);
  }
}
