package io.meanfield.datasets.transform;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawFeatures;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums over the bytes of each channel. They are whole numbers, so that the outcome does not depend
 * on the order of the images. Used by one thread.
 */
final class ImageFitting implements Fitting {
  private static final long serialVersionUID = 1;

  private ImageSize size; // null until an image was seen
  private long numImages;
  private long[] sums; // [channels]
  private long[] squares; // [channels]

  @Override
  public void add(RawFeatures raw) {
    RawFeatures.Pixels pixels = Kinds.image(raw);
    begin(ImageSize.of(pixels));
    byte[] values = pixels.values();
    for (int channel = 0; channel < sums.length; channel++) {
      long sum = 0;
      long square = 0;
      for (int i = channel; i < values.length; i += sums.length) {
        int value = Byte.toUnsignedInt(values[i]);
        sum += value;
        square += value * value;
      }
      sums[channel] += sum;
      squares[channel] += square;
    }
    numImages++;
  }

  /**
   * @throws IllegalArgumentException if the other one has seen images of another size
   */
  @Override
  public void merge(Fitting other) {
    ImageFitting next = (ImageFitting) other;
    if (next.numImages == 0) {
      return;
    }
    begin(next.size);
    for (int channel = 0; channel < sums.length; channel++) {
      sums[channel] += next.sums[channel];
      squares[channel] += next.squares[channel];
    }
    numImages += next.numImages;
  }

  @Override
  public ImageScaling finish() {
    if (numImages == 0) {
      throw new DataException(
          "expected at least one image to fit the scaling on, found none in the training part: check the source and the split");
    }
    long count = numImages * size.height() * size.width();
    List<Scale> scales = new ArrayList<>();
    for (int channel = 0; channel < sums.length; channel++) {
      scales.add(
          new Scale(
              (double) sums[channel] / count,
              standardDeviation(count, sums[channel], squares[channel])));
    }
    return new ImageScaling(size.height(), size.width(), size.channels(), scales);
  }

  private void begin(ImageSize found) {
    if (size == null) {
      size = found;
      sums = new long[found.channels()];
      squares = new long[found.channels()];
    }
    size.require(found);
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
