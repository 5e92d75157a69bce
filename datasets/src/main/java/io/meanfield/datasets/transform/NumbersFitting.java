package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures;
import java.util.stream.IntStream;

/** How many numbers the rows of a source have that gives them no names. Used by one thread. */
final class NumbersFitting implements Fitting {
  private static final long serialVersionUID = 1;

  private int numColumns; // 0 until a row was seen

  @Override
  public void add(RawFeatures raw) {
    float[] values = Kinds.numbers(raw).values();
    Rows.require(expected(values.length), values);
    numColumns = values.length;
  }

  /**
   * @throws IllegalArgumentException if the other one has seen rows of another length
   */
  @Override
  public void merge(Fitting other) {
    NumbersFitting next = (NumbersFitting) other;
    if (next.numColumns > 0) {
      Rows.requireLength(expected(next.numColumns), next.numColumns);
      numColumns = next.numColumns;
    }
  }

  /** Its columns are called x0, x1 and so on. */
  @Override
  public NumbersEncoding finish() {
    if (numColumns == 0) {
      throw NumbersStatistics.nothingSeen();
    }
    return new NumbersEncoding(
        IntStream.range(0, numColumns).mapToObj(column -> "x" + column).toList());
  }

  private int expected(int found) {
    return numColumns > 0 ? numColumns : Math.max(1, found);
  }
}
