package io.meanfield.datasets.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.transform.ImageScaling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class TestFlipAndCrop {
  private static final Draws DRAWS = Draws.of(5, 3);
  private static final ImageScaling IMAGES = SampleBatches.images(5, 7, 3);

  @ParameterizedTest
  @EnumSource(Flip.class)
  void imagesAreThoseOfAPlainReference(Flip flip) {
    FlipAndCrop moving = new FlipAndCrop(Configs.flipAndCrop(flip, 3), IMAGES.features());
    float[] image = new SampleBatches(IMAGES).image(0);
    float[] moved = new float[image.length];
    for (long position = 0; position < 300; position++) {
      moving.move(image, moved, DRAWS, position);
      assertArrayEquals(reference(image, flip, position), moved, "position " + position);
    }
  }

  /** Pads, mirrors and cuts out one after the other, as the paper tells it. */
  private static float[] reference(float[] image, Flip flip, long position) {
    float[][][] source = new float[5][7][];
    boolean upDown = (flip == Flip.VERTICAL || flip == Flip.BOTH) && half(1, position);
    boolean sideways = (flip == Flip.HORIZONTAL || flip == Flip.BOTH) && half(0, position);
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 7; x++) {
        int at = ((upDown ? 4 - y : y) * 7 + (sideways ? 6 - x : x)) * 3;
        source[y][x] = new float[] {image[at], image[at + 1], image[at + 2]};
      }
    }
    float[][][] padded = new float[5 + 6][7 + 6][3];
    for (int y = 0; y < 5; y++) {
      System.arraycopy(source[y], 0, padded[y + 3], 3, 7);
    }
    int top = (int) (DRAWS.uniform(Draw.CROP_DOWN, position) * 7);
    int left = (int) (DRAWS.uniform(Draw.CROP_RIGHT, position) * 7);
    float[] window = new float[image.length];
    for (int i = 0; i < window.length; i++) {
      window[i] = padded[top + i / 21][left + i / 3 % 7][i % 3];
    }
    return window;
  }

  private static boolean half(int draw, long position) {
    return DRAWS.uniform(Draw.values()[draw], position) < 0.5;
  }

  @Test
  void halfOfTheImagesAreFlippedInEitherWayIndependently() {
    FlipAndCrop moving = new FlipAndCrop(Configs.flipAndCrop(Flip.BOTH, 0), IMAGES.features());
    Map<List<Boolean>, Integer> counts = new HashMap<>();
    for (long position = 0; position < 40_000; position++) {
      List<Boolean> flips =
          List.of(
              moving.isMirroredSideways(DRAWS, position), moving.isMirroredUpDown(DRAWS, position));
      counts.merge(flips, 1, Integer::sum);
    }
    assertEquals(4, counts.size());
    counts.forEach((flips, count) -> assertEquals(10_000, count, 400, flips.toString()));
  }

  @Test
  void allWindowsComeEquallyOften() {
    FlipAndCrop moving = new FlipAndCrop(Configs.flipAndCrop(Flip.NONE, 1), IMAGES.features());
    Map<List<Integer>, Integer> counts = new HashMap<>();
    for (long position = 0; position < 90_000; position++) {
      List<Integer> window =
          List.of(
              moving.offset(Draw.CROP_DOWN, DRAWS, position),
              moving.offset(Draw.CROP_RIGHT, DRAWS, position));
      counts.merge(window, 1, Integer::sum);
    }
    Set<Integer> offsets = new HashSet<>();
    counts.keySet().forEach(offsets::addAll);
    assertEquals(Set.of(-1, 0, 1), offsets);
    counts.forEach((window, count) -> assertEquals(10_000, count, 400, window.toString()));
  }
}
