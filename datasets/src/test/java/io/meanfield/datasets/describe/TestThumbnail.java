package io.meanfield.datasets.describe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.meanfield.datasets.transform.Explained.Image;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestThumbnail {

  @Test
  void smallImagesStayAsTheyAre() {
    Image image = new Image(1, 128, 1, new byte[128]);
    assertSame(image, Thumbnail.of(image));
  }

  @Test
  void largeOnesBecomeTheMeansOfTheirSquares() {
    int height = 5;
    int width = 300; // so squares of three, the last ones cut off below
    byte[] values = new byte[height * width * 3];
    new Random(1).nextBytes(values);
    Image small = Thumbnail.of(new Image(height, width, 3, values));
    assertEquals(List.of(2, 100, 3), List.of(small.height(), small.width(), small.channels()));
    byte[] expected = new byte[2 * 100 * 3];
    for (int i = 0; i < expected.length; i++) {
      double sum = 0;
      int count = 0;
      for (int j = 0; j < values.length; j++) {
        int row = j / 3 / width;
        int column = j / 3 % width;
        if (j % 3 == i % 3 && row / 3 == i / 300 && column / 3 == i / 3 % 100) {
          sum += values[j] & 0xff;
          count++;
        }
      }
      expected[i] = (byte) Math.round(sum / count);
    }
    assertArrayEquals(expected, small.values());
  }
}
