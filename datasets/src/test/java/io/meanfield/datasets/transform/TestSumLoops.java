package io.meanfield.datasets.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestSumLoops {

  @Test
  void vectorsGiveTheSameNumbersForAnyLengthAndNumberOfChannels() {
    Random random = new Random(6);
    for (int channels = 1; channels <= 4; channels++) {
      long[][] plain = new long[2][channels];
      long[][] vector = new long[2][channels];
      for (int numPixels = 0; numPixels < 200; numPixels++) {
        byte[] bytes = new byte[numPixels * channels];
        random.nextBytes(bytes);
        new PlainSumLoops().add(bytes, plain[0], plain[1]);
        new VectorSumLoops().add(bytes, vector[0], vector[1]);
        assertArrayEquals(plain, vector);
      }
    }
  }

  @Test
  void squaresOfALargeWhiteImageDoNotOverflow() {
    int numPixels = 20 * VectorSumLoops.MAX_STEPS;
    byte[] white = new byte[3 * numPixels];
    Arrays.fill(white, (byte) 255);
    long[] sums = new long[3];
    long[] squares = new long[3];
    new VectorSumLoops().add(white, sums, squares);
    long[] expected = new long[3];
    Arrays.fill(expected, 255L * numPixels);
    assertArrayEquals(expected, sums);
    Arrays.fill(expected, 255L * 255 * numPixels);
    assertArrayEquals(expected, squares);
  }

  @Test
  void bytesAreUnsigned() {
    long[] sums = {1, 0};
    long[] squares = {0, 1};
    new PlainSumLoops().add(new byte[] {9, (byte) 255, 1, (byte) 128}, sums, squares);
    assertArrayEquals(new long[] {11, 383}, sums);
    assertArrayEquals(new long[] {82, 65025 + 16384 + 1}, squares);
  }
}
