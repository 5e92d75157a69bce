package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.Examples.assertRefused;
import static io.meanfield.datasets.transform.Examples.randomImage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestResampling {
  /** Of the exact value: half a level of rounding, and what floats and 22 bits of weight lose. */
  private static final double TOLERANCE = 0.51;

  @Test
  void itAgreesWithTheDefinition() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      ImageSize size =
          new ImageSize(1 + random.nextInt(40), 1 + random.nextInt(40), 1 + random.nextInt(4));
      assertDefinition(randomImage(random, size), 1 + random.nextInt(40), 1 + random.nextInt(40));
    }
    assertDefinition(randomImage(random, new ImageSize(1, 3000, 3)), 1, 1);
    assertDefinition(randomImage(random, new ImageSize(301, 257, 3)), 17, 224);
  }

  @Test
  void whatIsConstantStaysSo() {
    for (int value : new int[] {0, 1, 127, 254, 255}) {
      for (int extent : new int[] {1, 2, 3, 7, 100, 2000}) {
        byte[] values = new byte[extent * 5];
        Arrays.fill(values, (byte) value);
        Pixels found = new Resampling(3, 11).resize(new Pixels(extent, 5, 1, values));
        for (byte level : found.values()) {
          assertEquals((byte) value, level);
        }
        found = new Resampling(11, 3).resize(new Pixels(5, extent, 1, values));
        for (byte level : found.values()) {
          assertEquals((byte) value, level);
        }
      }
    }
  }

  @Test
  void aCheckerboardShrinksToGray() {
    byte[] board = new byte[64 * 64];
    for (int i = 0; i < board.length; i++) {
      board[i] = (byte) ((i / 64 + i % 64) % 2 == 0 ? 0 : 255);
    }
    Pixels found = new Resampling(8, 8).resize(new Pixels(64, 64, 1, board));
    for (byte level : found.values()) {
      assertEquals(127.5, level & 0xff, 2);
    }
  }

  @Test
  void twoPixelsGrowToASlope() {
    Pixels found = new Resampling(1, 4).resize(new Pixels(1, 2, 1, new byte[] {0, 100}));
    assertEquals("[0, 25, 75, 100]", Arrays.toString(found.values()));
  }

  @Test
  void imagesOfTheSizeComeBackAsTheyAre() {
    Pixels image = randomImage(new Random(1), new ImageSize(4, 5, 3));
    assertSame(image, new Resampling(4, 5).resize(image));
  }

  @Test
  void weightsOfTheLastSizeAreNotUsedForAnother() {
    Resampling resampling = new Resampling(5, 6);
    Random random = new Random(1);
    for (ImageSize size :
        new ImageSize[] {
          new ImageSize(9, 7, 3),
          new ImageSize(9, 8, 3),
          new ImageSize(10, 8, 1),
          new ImageSize(3, 3, 4),
          new ImageSize(9, 7, 3)
        }) {
      Pixels image = randomImage(random, size);
      assertEquals(
          Arrays.toString(new Resampling(5, 6).resize(image).values()),
          Arrays.toString(resampling.resize(image).values()));
    }
  }

  @Test
  void emptySizesAreRefused() {
    assertRefused("expected a size of at least 1 x 1, found 0 x 5", () -> new Resampling(0, 5));
  }

  private static void assertDefinition(Pixels image, int height, int width) {
    Pixels found = new Resampling(height, width).resize(image);
    assertEquals(height, found.height());
    assertEquals(width, found.width());
    double[][] down = weights(image.height(), height);
    double[][] right = weights(image.width(), width);
    int channels = image.channels();
    for (int i = 0; i < found.values().length; i++) {
      int x = i / channels % width;
      int y = i / channels / width;
      double expected = 0;
      for (int row = 0; row < image.height(); row++) {
        for (int column = 0; column < image.width() && down[y][row] > 0; column++) {
          int value = image.values()[(row * image.width() + column) * channels + i % channels];
          expected += down[y][row] * right[x][column] * (value & 0xff);
        }
      }
      assertEquals(expected, found.values()[i] & 0xff, TOLERANCE);
    }
  }

  /** The triangle around each output's centre, over its sum: [outputs, inputs]. */
  private static double[][] weights(int numInputs, int numOutputs) {
    double scale = (double) numInputs / numOutputs;
    double[][] weights = new double[numOutputs][numInputs];
    for (int i = 0; i < numOutputs; i++) {
      for (int j = 0; j < numInputs; j++) {
        double distance = Math.abs(j + 0.5 - (i + 0.5) * scale) / Math.max(scale, 1);
        weights[i][j] = Math.max(0, 1 - distance);
      }
      double sum = Arrays.stream(weights[i]).sum();
      weights[i] = Arrays.stream(weights[i]).map(weight -> weight / sum).toArray();
    }
    return weights;
  }
}
