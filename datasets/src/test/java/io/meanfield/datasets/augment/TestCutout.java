package io.meanfield.datasets.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.Features;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class TestCutout {
  private static final Draws DRAWS = Draws.of(4, 4);
  private static final Features.Image SIZE = new Features.Image(6, 7, 2);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void aSquareAroundARandomPixelIsZeroAndNothingElse(int side) {
    Cutout cutout = new Cutout(side, SIZE);
    for (long position = 0; position < 200; position++) {
      int top = (int) (DRAWS.uniform(Draw.CUTOUT_DOWN, position) * 6) - side / 2;
      int left = (int) (DRAWS.uniform(Draw.CUTOUT_RIGHT, position) * 7) - side / 2;
      float[] expected = new float[84];
      for (int i = 0; i < expected.length; i++) {
        int y = i / 14 - top;
        int x = i / 2 % 7 - left;
        expected[i] = y >= 0 && y < side && x >= 0 && x < side ? 0 : 1;
      }
      float[] image = new float[84];
      Arrays.fill(image, 1);
      cutout.cut(image, DRAWS, position);
      assertArrayEquals(expected, image, "position " + position);
    }
  }

  @Test
  void everyPixelIsACentre() {
    Set<Integer> centres = new TreeSet<>();
    for (long position = 0; position < 2000; position++) {
      float[] image = new float[84];
      Arrays.fill(image, 1);
      new Cutout(1, SIZE).cut(image, DRAWS, position);
      for (int pixel = 0; pixel < 42; pixel++) {
        if (image[2 * pixel] == 0) {
          centres.add(pixel);
        }
      }
    }
    assertEquals(42, centres.size());
  }
}
