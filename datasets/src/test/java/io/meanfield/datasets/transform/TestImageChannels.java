package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.Examples.assertRefused;
import static io.meanfield.datasets.transform.Examples.randomImage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestImageChannels {

  @Test
  void grayIsRepeated() {
    assertConverted(new byte[] {7, 7, 7, -1, -1, -1}, 3, new Pixels(1, 2, 1, new byte[] {7, -1}));
  }

  @Test
  void colorsBecomeTheirLuma() {
    byte[] colors = {-1, 0, 0, 0, -1, 0, 0, 0, -1, -1, -1, -1, 10, 20, 30};
    assertConverted(new byte[] {76, (byte) 150, 29, -1, 18}, 1, new Pixels(1, 5, 3, colors));
  }

  @Test
  void transparencyIsLaidOverWhite() {
    byte[] gray = {0, 0, 0, -1, 100, 51};
    assertConverted(new byte[] {-1, 0, (byte) 224}, 1, new Pixels(1, 3, 2, gray));
    byte[] colors = {0, 100, -1, 0, 0, 100, -1, 51, 0, 100, -1, -1};
    assertConverted(
        new byte[] {-1, -1, -1, (byte) 204, (byte) 224, -1, 0, 100, -1},
        3,
        new Pixels(1, 3, 4, colors));
  }

  @Test
  void everyKindBecomesEither() {
    for (int from = 1; from <= 4; from++) {
      for (int to : new int[] {1, 3}) {
        Pixels image = randomImage(new Random(from), new ImageSize(3, 4, from));
        Pixels found = ImageChannels.convert(image, to);
        assertEquals(new ImageSize(3, 4, to), ImageSize.of(found));
      }
    }
  }

  @Test
  void imagesOfTheKindComeBackAsTheyAre() {
    Pixels gray = new Pixels(1, 1, 1, new byte[1]);
    assertSame(gray, ImageChannels.convert(gray, 1));
    Pixels colors = new Pixels(1, 1, 3, new byte[3]);
    assertSame(colors, ImageChannels.convert(colors, 3));
  }

  @Test
  void otherNumbersOfChannelsAreRefused() {
    assertRefused(
        "expected images of 1 to 4 channels to become those of 1 or 3, found 5 to become 3",
        () -> ImageChannels.convert(new Pixels(1, 1, 5, new byte[5]), 3));
    assertRefused(
        "expected images of 1 to 4 channels to become those of 1 or 3, found 3 to become 2",
        () -> ImageChannels.convert(new Pixels(1, 1, 3, new byte[3]), 2));
  }

  private static void assertConverted(byte[] expected, int channels, Pixels image) {
    assertArrayEquals(expected, ImageChannels.convert(image, channels).values());
  }
}
