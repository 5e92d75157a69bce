package io.meanfield.datasets.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestFit {
  /** Two rows of four pixels. */
  private static final Pixels WIDE = new Pixels(2, 4, 1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

  @Test
  void theMiddleIsCutOutOfALongImage() {
    assertArrayEquals(new byte[] {2, 3, 6, 7}, apply(Fit.CROP, WIDE, 2, 2));
    Pixels high = new Pixels(4, 2, 1, WIDE.values());
    assertArrayEquals(new byte[] {3, 4, 5, 6}, apply(Fit.CROP, high, 2, 2));
  }

  @Test
  void aLongImageIsPutIntoTheMiddleOfBlack() {
    assertArrayEquals(
        new byte[] {0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0}, apply(Fit.PAD, WIDE, 4, 4));
  }

  @Test
  void stretchedImagesKeepNeitherShapeNorMiddle() {
    Pixels column = new Pixels(2, 1, 1, new byte[] {10, 20});
    assertArrayEquals(new byte[] {10, 10, 20, 20}, apply(Fit.STRETCH, column, 2, 2));
  }

  @Test
  void anExactImageStaysAndAnotherIsRefused() {
    assertSame(WIDE, Fit.EXACT.apply(WIDE, new ImageSize(2, 4, 1)));
    assertThrows(
        IllegalArgumentException.class, () -> Fit.EXACT.apply(WIDE, new ImageSize(2, 4, 3)));
  }

  @Test
  void everyFitGivesEveryImageTheSize() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      ImageSize from =
          new ImageSize(1 + random.nextInt(40), 1 + random.nextInt(40), 1 + random.nextInt(4));
      ImageSize to =
          new ImageSize(
              1 + random.nextInt(40), 1 + random.nextInt(40), random.nextBoolean() ? 1 : 3);
      for (Fit fit : new Fit[] {Fit.CROP, Fit.PAD, Fit.STRETCH}) {
        Pixels fitted = fit.apply(Examples.randomImage(random, from), to);
        assertEquals(to, ImageSize.of(fitted), "%s from %s".formatted(fit, from));
      }
    }
  }

  private static byte[] apply(Fit fit, Pixels image, int height, int width) {
    return fit.apply(image, new ImageSize(height, width, 1)).values();
  }
}
