package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures;

/** Sees to it that raw features are of the kind a transform is made for. */
final class Kinds {
  private Kinds() {}

  static RawFeatures.Pixels image(RawFeatures raw) {
    if (raw instanceof RawFeatures.Pixels pixels) {
      return pixels;
    }
    throw mismatch("image", raw);
  }

  static RawFeatures.Text text(RawFeatures raw) {
    if (raw instanceof RawFeatures.Text text) {
      return text;
    }
    throw mismatch("text", raw);
  }

  static RawFeatures.Numbers numbers(RawFeatures raw) {
    if (raw instanceof RawFeatures.Numbers numbers) {
      return numbers;
    }
    throw mismatch("numbers", raw);
  }

  private static IllegalArgumentException mismatch(String expected, RawFeatures raw) {
    String found =
        raw instanceof RawFeatures.Pixels
            ? "image"
            : raw instanceof RawFeatures.Text ? "text" : "numbers";
    return new IllegalArgumentException(
        "expected features of kind %s, found %s: set the kind of the transform to what the source gives"
            .formatted(expected, found));
  }
}
