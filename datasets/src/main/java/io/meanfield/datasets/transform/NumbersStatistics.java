package io.meanfield.datasets.transform;

import io.meanfield.datasets.DataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/**
 * Mean and sum of squared deviations of each column, one row after the other (Welford 1962) and
 * merged by the pairwise formula (Chan, Golub and LeVeque 1979, eq. 2.1). Used by one thread.
 */
final class NumbersStatistics implements Statistics {
  private static final long serialVersionUID = 1;

  private final NumbersEncoding encoding;
  private final double[] mean; // [columns]
  private final double[] squares; // [columns], of the deviations from the mean
  private long numRows;

  NumbersStatistics(NumbersEncoding encoding) {
    this.encoding = encoding;
    this.mean = new double[encoding.names().size()];
    this.squares = new double[mean.length];
  }

  static DataException nothingSeen() {
    return new DataException(
        "expected at least one row of numbers to fit the standardization on, found none in the training part: check the source and the split");
  }

  @Override
  public void add(byte[] encoded) {
    FloatBuffer values = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    numRows++;
    for (int column = 0; column < mean.length; column++) {
      double delta = values.get(column) - mean[column];
      mean[column] += delta / numRows;
      squares[column] += delta * (values.get(column) - mean[column]);
    }
  }

  @Override
  public void merge(Statistics later) {
    NumbersStatistics next = (NumbersStatistics) later;
    if (next.numRows == 0) {
      return;
    }
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
      throw nothingSeen();
    }
    return new Standardization(
        encoding.names(),
        IntStream.range(0, mean.length)
            .mapToObj(column -> new Scale(mean[column], standardDeviation(squares[column])))
            .toList());
  }

  private double standardDeviation(double sumOfSquares) {
    return sumOfSquares == 0 ? 1 : Math.sqrt(sumOfSquares / numRows);
  }
}
