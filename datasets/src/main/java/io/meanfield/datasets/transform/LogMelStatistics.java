package io.meanfield.datasets.transform;

import io.meanfield.datasets.DataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Mean and deviation of each band over all frames. Used by one thread. */
final class LogMelStatistics implements Statistics {
  private static final long serialVersionUID = 1;

  private final LogMelEncoding encoding;
  private final Moments moments; // of frames

  LogMelStatistics(LogMelEncoding encoding) {
    this.encoding = encoding;
    this.moments = new Moments(encoding.logMel().numBands());
  }

  @Override
  public void add(byte[] encoded) {
    FloatBuffer frames = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    while (frames.hasRemaining()) {
      moments.add(frames);
    }
  }

  @Override
  public void merge(Statistics later) {
    moments.merge(((LogMelStatistics) later).moments);
  }

  @Override
  public LogMelScaling finish() {
    if (moments.isEmpty()) {
      throw new DataException(
          "expected at least one sound to fit the scaling on, found none in the training part: check the source and the split");
    }
    return new LogMelScaling(encoding, moments.scales());
  }
}
