package io.meanfield.datasets.source;

import java.util.List;
import java.util.Optional;

/** The features of one record as the file has them, before any transform. */
public sealed interface RawFeatures {

  /** Row-major [height, width, channels], each number unsigned. */
  record Pixels(int height, int width, int channels, byte[] values) implements RawFeatures {}

  /**
   * One channel of sound.
   *
   * @param sampleRate samples a second
   * @param samples finite, from -1 to 1 at full scale
   */
  record Sound(int sampleRate, float[] samples) implements RawFeatures {}

  record Text(String text) implements RawFeatures {}

  /**
   * A text and its translation.
   *
   * @param target not there where it is to be found
   */
  record TextPair(String source, Optional<String> target) implements RawFeatures {
    public static TextPair of(String source, String target) {
      return new TextPair(source, Optional.of(target));
    }

    public static TextPair untranslated(String source) {
      return new TextPair(source, Optional.empty());
    }
  }

  /** Numbers of which none is missing. */
  record Numbers(float[] values) implements RawFeatures {}

  /** The row of a table. */
  record Cells(List<Cell> values) implements RawFeatures {
    public Cells {
      values = List.copyOf(values);
    }
  }
}
