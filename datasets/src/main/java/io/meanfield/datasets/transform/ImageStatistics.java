package io.meanfield.datasets.transform;

import io.meanfield.datasets.DataException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums over the bytes of each channel. They are whole numbers, so that the outcome does not depend
 * on the order of the images. Used by one thread.
 */
final class ImageStatistics implements Statistics {
  private static final long serialVersionUID = 1;

  private final ImageEncoding encoding;
  private final long[] sums; // [channels]
  private final long[] squares; // [channels]
  private long numImages;
  private transient SumLoops loops; // null until an image comes

  ImageStatistics(ImageEncoding encoding) {
    this.encoding = encoding;
    this.sums = new long[encoding.channels()];
    this.squares = new long[encoding.channels()];
  }

  static DataException nothingSeen() {
    return new DataException(
        "expected at least one image to fit the scaling on, found none in the training part: check the source and the split");
  }

  @Override
  public void add(byte[] encoded) {
    if (loops == null) {
      loops = SumLoops.of(encoded.length);
    }
    loops.add(encoded, sums, squares);
    numImages++;
  }

  @Override
  public void merge(Statistics later) {
    ImageStatistics next = (ImageStatistics) later;
    for (int channel = 0; channel < sums.length; channel++) {
      sums[channel] += next.sums[channel];
      squares[channel] += next.squares[channel];
    }
    numImages += next.numImages;
  }

  @Override
  public ImageScaling finish() {
    if (numImages == 0) {
      throw nothingSeen();
    }
    long count = numImages * encoding.height() * encoding.width();
    List<Scale> scales = new ArrayList<>();
    for (int channel = 0; channel < sums.length; channel++) {
      scales.add(
          new Scale(
              (double) sums[channel] / count,
              standardDeviation(count, sums[channel], squares[channel])));
    }
    return new ImageScaling(encoding, scales);
  }

  /** sqrt(count * squares - sum^2) / count, with a difference that is exact; 1 for a constant. */
  private static double standardDeviation(long count, long sum, long squares) {
    BigInteger difference =
        BigInteger.valueOf(count)
            .multiply(BigInteger.valueOf(squares))
            .subtract(BigInteger.valueOf(sum).pow(2));
    return difference.signum() == 0 ? 1 : Math.sqrt(difference.doubleValue()) / count;
  }
}
