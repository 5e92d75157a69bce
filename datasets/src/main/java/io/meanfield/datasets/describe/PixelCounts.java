package io.meanfield.datasets.describe;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How often each value from 0 to 255 is in each channel of images. Used by one thread. */
final class PixelCounts implements FeatureCounts {
  private static final long serialVersionUID = 1;

  private static final int NUM_VALUES = 256;
  private static final List<String> COLOURS = List.of("red", "green", "blue");

  private final long[][] counts; // [channels][NUM_VALUES]

  PixelCounts(int numChannels) {
    counts = new long[numChannels][NUM_VALUES];
  }

  @Override
  public void add(ByteBuffer encoded) {
    byte[] values = new byte[encoded.remaining()];
    encoded.duplicate().get(values);
    for (int channel = 0; channel < counts.length; channel++) {
      long[] ofChannel = counts[channel];
      for (int i = channel; i < values.length; i += counts.length) {
        ofChannel[Byte.toUnsignedInt(values[i])]++;
      }
    }
  }

  @Override
  public void merge(FeatureCounts other) {
    PixelCounts more = (PixelCounts) other;
    for (int channel = 0; channel < counts.length; channel++) {
      long[] ofChannel = counts[channel];
      long[] theirs = more.counts[channel];
      Arrays.setAll(ofChannel, i -> ofChannel[i] + theirs[i]);
    }
  }

  @Override
  public FeatureSummary.Numbers finish() {
    return new FeatureSummary.Numbers(
        IntStream.range(0, counts.length).mapToObj(i -> summary(name(i), counts[i])).toList());
  }

  private String name(int channel) {
    return counts.length == 1
        ? "gray"
        : counts.length == COLOURS.size() ? COLOURS.get(channel) : "channel " + channel;
  }

  /**
   * @param ofValues [NUM_VALUES]
   */
  private static NumberSummary summary(String name, long[] ofValues) {
    long n = 0;
    double sum = 0;
    int min = NUM_VALUES;
    int max = -1;
    for (int value = 0; value < NUM_VALUES; value++) {
      n += ofValues[value];
      sum += (double) value * ofValues[value];
      min = ofValues[value] > 0 ? Math.min(min, value) : min;
      max = ofValues[value] > 0 ? value : max;
    }
    double mean = sum / n;
    double squares = 0;
    for (int value = 0; value < NUM_VALUES; value++) {
      squares += (value - mean) * (value - mean) * ofValues[value];
    }
    Histogram histogram =
        new Histogram(0, NUM_VALUES - 1, Arrays.stream(ofValues).boxed().toList());
    return new NumberSummary(name, mean, Math.sqrt(squares / n), min, max, Optional.of(histogram));
  }
}
