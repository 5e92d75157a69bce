package io.meanfield.datasets.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestPixelLoops {
  /** Of (v - mean) / deviation; numbers are of magnitude 10. */
  private static final double TOLERANCE = 1e-5;

  private static final int[] LENGTHS = {0, 1, 3, 15, 16, 17, 48, 255, 256, 257, 3072, 5000};

  @Test
  void everyByteOfEveryChannelIsScaledByItsChannel() {
    for (int channels = 1; channels <= 4; channels++) {
      Random random = new Random(channels);
      List<Scale> scales = scales(random, channels);
      byte[] bytes = new byte[256 * channels];
      random.nextBytes(bytes);
      float[] numbers = new float[bytes.length];
      new PlainPixelLoops(scales).scale(bytes, bytes.length, numbers);
      for (int i = 0; i < bytes.length; i++) {
        Scale scale = scales.get(i % channels);
        double expected = ((bytes[i] & 0xff) - scale.mean()) / scale.standardDeviation();
        assertEquals(expected, numbers[i], TOLERANCE);
      }
    }
  }

  @Test
  void vectorsGiveTheSameBitsForAnyLength() {
    Random random = new Random(7);
    for (int channels = 1; channels <= 4; channels++) {
      List<Scale> scales = scales(random, channels);
      for (int length : LENGTHS) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        float[] plain = new float[length];
        float[] vector = new float[length];
        new PlainPixelLoops(scales).scale(bytes, length, plain);
        new VectorPixelLoops(scales).scale(bytes, length, vector);
        assertArrayEquals(plain, vector);
      }
    }
  }

  private static List<Scale> scales(Random random, int channels) {
    return Stream.generate(
            () -> new Scale(255 * random.nextDouble(), 30 + 50 * random.nextDouble()))
        .limit(channels)
        .toList();
  }
}
