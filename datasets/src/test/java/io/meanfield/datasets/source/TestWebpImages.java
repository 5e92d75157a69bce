package io.meanfield.datasets.source;

import static io.meanfield.datasets.source.ImageAssertions.assertBad;
import static io.meanfield.datasets.source.ImageAssertions.assertDecodes;
import static io.meanfield.datasets.source.ImageAssertions.assertNear;
import static io.meanfield.datasets.source.ImageAssertions.decode;
import static io.meanfield.datasets.source.ImageFiles.resource;
import static io.meanfield.datasets.source.ImageFiles.smoothPixels;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The files are {@link ImageFiles#smooth} as cwebp and img2webp 1.2.4 wrote it. */
@Tag("unit")
class TestWebpImages {
  /** Of 255 levels, in a smooth image of high quality whose colors are stored at half size. */
  private static final int TOLERANCE = 16;

  @Test
  void losslessOnesAreReadToTheLevel() throws IOException, BadRecordException {
    assertDecodes(smoothPixels(3), resource("lossless.webp"));
    assertDecodes(smoothPixels(4), resource("lossless-alpha.webp"));
  }

  @Test
  void lossyOnesAreRead() throws IOException, BadRecordException {
    assertNear(smoothPixels(3), decode(resource("lossy.webp")), TOLERANCE);
    assertNear(smoothPixels(4), decode(resource("lossy-alpha.webp")), TOLERANCE);
  }

  @Test
  void theFirstOfMovingImagesIsRead() throws IOException, BadRecordException {
    byte[] found = decode(resource("moving.webp")).values();
    byte[] expected = smoothPixels(4).values();
    for (int i = 3; i < expected.length; i += 4) {
      expected[i] = (byte) 255;
    }
    assertArrayEquals(expected, found);
  }

  @Test
  void everyCutIsABadRecord() throws IOException {
    for (String name : new String[] {"lossy", "lossless-alpha", "lossy-alpha", "moving"}) {
      byte[] whole = resource(name + ".webp");
      for (int length = 12; length < whole.length; length++) {
        assertBad("it is cut off", Arrays.copyOf(whole, length));
      }
    }
  }

  @Test
  void bombsAreToldFromTheirHeader() throws IOException {
    byte[] file = resource("lossless.webp");
    Arrays.fill(file, 21, 25, (byte) 0xff);
    assertBad("expected a WebP image of 1 to 67108864 pixels, found 16384 x", file);
    byte[] canvas = resource("moving.webp");
    Arrays.fill(canvas, 24, 30, (byte) 0xff);
    assertBad("found 16777216 x 16777216", canvas);
  }

  @Test
  void aConstantImageTakesNoDataAndIsReadToItsEnd() throws IOException, BadRecordException {
    byte[] values = new byte[512 * 512 * 3];
    for (int i = 0; i < values.length; i += 3) {
      values[i] = 0x40;
      values[i + 1] = (byte) 0x80;
      values[i + 2] = (byte) 0xc0;
    }
    assertDecodes(new Pixels(512, 512, 3, values), resource("constant.webp"));
  }

  @Test
  void dataThatEndFarBeforeTheImageAreABadRecordAtOnce() throws IOException {
    byte[] file = resource("lossless.webp");
    Arrays.fill(file, 21, 24, (byte) 0xff);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertBad("the data end before the image does", file));
  }

  @Test
  void sizesThatDisagreeAreABadRecord() throws IOException {
    byte[] file = resource("lossy-alpha.webp");
    file[24]++;
    assertBad("expected an image of", file);
  }
}
