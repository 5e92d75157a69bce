package io.meanfield.datasets.transform;

import io.meanfield.datasets.DataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Mean and deviation of each column. Used by one thread. */
final class NumbersStatistics implements Statistics {
  private static final long serialVersionUID = 1;

  private final NumbersEncoding encoding;
  private final Moments moments;

  NumbersStatistics(NumbersEncoding encoding) {
    this.encoding = encoding;
    this.moments = new Moments(encoding.names().size());
  }

  static DataException nothingSeen() {
    return new DataException(
        "expected at least one row of numbers to fit the standardization on, found none in the training part: check the source and the split");
  }

  @Override
  public void add(byte[] encoded) {
    moments.add(ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
  }

  @Override
  public void merge(Statistics later) {
    moments.merge(((NumbersStatistics) later).moments);
  }

  @Override
  public Standardization finish() {
    if (moments.isEmpty()) {
      throw nothingSeen();
    }
    return new Standardization(encoding.names(), moments.scales());
  }
}
