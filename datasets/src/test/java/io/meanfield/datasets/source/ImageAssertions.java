package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.util.Random;

/** What tests of image formats compare. */
final class ImageAssertions {
  private ImageAssertions() {}

  static Pixels decode(byte[] file) throws BadRecordException {
    return new ImageDecoder().decode(file);
  }

  static void assertDecodes(Pixels expected, byte[] file) throws BadRecordException {
    assertNear(expected, decode(file), 0);
  }

  static void assertNear(Pixels expected, Pixels found, int tolerance) {
    assertEquals(shape(expected), shape(found));
    for (int i = 0; i < expected.values().length; i++) {
      int difference = (expected.values()[i] & 0xff) - (found.values()[i] & 0xff);
      int at = i;
      assertTrue(
          Math.abs(difference) <= tolerance,
          () ->
              "value %d: expected %d, found %d"
                  .formatted(at, expected.values()[at] & 0xff, found.values()[at] & 0xff));
    }
  }

  static void assertBad(String message, byte[] file) {
    BadRecordException e = assertThrows(BadRecordException.class, () -> decode(file));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  static int[] randomSamples(Random random, int count, int bits) {
    return random.ints(count, 0, 1 << bits).toArray();
  }

  /** Samples of so many bits, widened or narrowed to 8. */
  static Pixels expected(int height, int width, int[] samples, int bits) {
    byte[] values = new byte[samples.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Math.round(samples[i] * 255.0 / ((1 << bits) - 1));
    }
    return new Pixels(height, width, samples.length / (height * width), values);
  }

  private static String shape(Pixels pixels) {
    return "%d x %d x %d, %d values"
        .formatted(pixels.height(), pixels.width(), pixels.channels(), pixels.values().length);
  }
}
