package io.meanfield.datasets.source;

/** The features of one record as the file has them, before any transform. */
public sealed interface RawFeatures {

  /** Row-major [height, width, channels], each number unsigned. */
  record Pixels(int height, int width, int channels, byte[] values) implements RawFeatures {}

  record Text(String text) implements RawFeatures {}

  record Numbers(float[] values) implements RawFeatures {}
}
