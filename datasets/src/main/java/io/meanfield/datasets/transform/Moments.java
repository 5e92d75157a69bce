package io.meanfield.datasets.transform;

import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mean and sum of squared deviations of each column, one row after the other (Welford 1962) and
 * merged by the pairwise formula (Chan, Golub and LeVeque 1979, eq. 2.1). Used by one thread.
 */
final class Moments implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[] mean; // [columns]
  private final double[] squares; // [columns], of the deviations from the mean
  private long numRows;

  Moments(int numColumns) {
    this.mean = new double[numColumns];
    this.squares = new double[numColumns];
  }

  boolean isEmpty() {
    return numRows == 0;
  }

  /** Takes in the row at the position, which moves behind it. */
  void add(FloatBuffer rows) {
    numRows++;
    for (int column = 0; column < mean.length; column++) {
      float value = rows.get();
      double delta = value - mean[column];
      mean[column] += delta / numRows;
      squares[column] += delta * (value - mean[column]);
    }
  }

  /** Takes in what another one has seen, which comes after what this one has seen. */
  void merge(Moments later) {
    if (later.numRows == 0) {
      return;
    }
    long total = numRows + later.numRows;
    double share = (double) later.numRows / total;
    for (int column = 0; column < mean.length; column++) {
      double delta = later.mean[column] - mean[column];
      mean[column] += delta * share;
      squares[column] += later.squares[column] + delta * delta * numRows * share;
    }
    numRows = total;
  }

  List<Scale> scales() {
    return IntStream.range(0, mean.length)
        .mapToObj(column -> new Scale(mean[column], standardDeviation(squares[column])))
        .toList();
  }

  private double standardDeviation(double sumOfSquares) {
    return sumOfSquares == 0 ? 1 : Math.sqrt(sumOfSquares / numRows);
  }
}
