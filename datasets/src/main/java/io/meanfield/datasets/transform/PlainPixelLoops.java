package io.meanfield.datasets.transform;

import java.util.List;

/** Looks pixels up among the 256 that there are in a channel. */
final class PlainPixelLoops implements PixelLoops {
  private static final int NUM_BYTES = 256;

  private final float[][] tables; // [channels][256]

  PlainPixelLoops(List<Scale> scales) {
    tables = new float[scales.size()][NUM_BYTES];
    for (int channel = 0; channel < tables.length; channel++) {
      Scale scale = scales.get(channel);
      for (int value = 0; value < NUM_BYTES; value++) {
        tables[channel][value] = Math.fma((float) value, scale.factor(), scale.offset());
      }
    }
  }

  @Override
  public void scale(byte[] bytes, int length, float[] numbers) {
    for (int channel = 0; channel < tables.length; channel++) {
      float[] table = tables[channel];
      for (int i = channel; i < length; i += tables.length) {
        numbers[i] = table[bytes[i] & (NUM_BYTES - 1)];
      }
    }
  }
}
