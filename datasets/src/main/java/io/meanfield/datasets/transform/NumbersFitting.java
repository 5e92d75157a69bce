package io.meanfield.datasets.transform;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawFeatures;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mean and sum of squared deviations of each column, one row after the other (Welford 1962) and
 * merged by the pairwise formula (Chan, Golub and LeVeque 1979, eq. 2.1). Used by one thread.
 */
final class NumbersFitting implements Fitting {
  private static final long serialVersionUID = 1;

  private final List<String> names; // as the source gives them
  private long numRows;
  private double[] mean; // [columns]; null until a row was seen
  private double[] squares; // [columns], of the deviations from the mean

  /**
   * @param names of the columns; if there are none they are called x0, x1 and so on
   */
  NumbersFitting(List<String> names) {
    this.names = List.copyOf(names);
  }

  @Override
  public void add(RawFeatures raw) {
    float[] values = Kinds.numbers(raw).values();
    Rows.require(numColumns(values.length), values);
    begin(values.length);
    numRows++;
    for (int column = 0; column < values.length; column++) {
      double delta = values[column] - mean[column];
      mean[column] += delta / numRows;
      squares[column] += delta * (values[column] - mean[column]);
    }
  }

  /**
   * @throws IllegalArgumentException if the other one has seen rows of another length
   */
  @Override
  public void merge(Fitting other) {
    NumbersFitting next = (NumbersFitting) other;
    if (next.numRows == 0) {
      return;
    }
    Rows.requireLength(numColumns(next.mean.length), next.mean.length);
    begin(next.mean.length);
    long total = numRows + next.numRows;
    double share = (double) next.numRows / total;
    for (int column = 0; column < mean.length; column++) {
      double delta = next.mean[column] - mean[column];
      mean[column] += delta * share;
      squares[column] += next.squares[column] + delta * delta * numRows * share;
    }
    numRows = total;
  }

  @Override
  public Standardization finish() {
    if (numRows == 0) {
      throw new DataException(
          "expected at least one row of numbers to fit the standardization on, found none in the training part: check the source and the split");
    }
    return new Standardization(
        names.isEmpty()
            ? IntStream.range(0, mean.length).mapToObj(column -> "x" + column).toList()
            : names,
        IntStream.range(0, mean.length)
            .mapToObj(column -> new Scale(mean[column], standardDeviation(squares[column])))
            .toList());
  }

  private double standardDeviation(double sumOfSquares) {
    return sumOfSquares == 0 ? 1 : Math.sqrt(sumOfSquares / numRows);
  }

  private void begin(int numColumns) {
    if (mean == null) {
      mean = new double[numColumns];
      squares = new double[numColumns];
    }
  }

  private int numColumns(int found) {
    if (mean != null) {
      return mean.length;
    }
    return names.isEmpty() ? Math.max(1, found) : names.size();
  }
}
