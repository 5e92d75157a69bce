package io.meanfield.datasets.source;

import static io.meanfield.datasets.source.ImageAssertions.assertBad;
import static io.meanfield.datasets.source.ImageAssertions.assertNear;
import static io.meanfield.datasets.source.ImageAssertions.decode;
import static io.meanfield.datasets.source.ImageFiles.adobe;
import static io.meanfield.datasets.source.ImageFiles.jpegOf;
import static io.meanfield.datasets.source.ImageFiles.smooth;
import static io.meanfield.datasets.source.ImageFiles.smoothPixels;
import static io.meanfield.datasets.source.ImageFiles.withSegment;
import static io.meanfield.datasets.source.ImageFiles.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestJpegImages {
  /** Of 255 levels, in a smooth image of high quality whose colors are stored at half size. */
  private static final int TOLERANCE = 12;

  /** Without a change of color space or size only rounding is left. */
  private static final int RAW_TOLERANCE = 4;

  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;

  @Test
  void colorsAreRead() throws IOException, BadRecordException {
    assertNear(smoothPixels(3), decode(write("jpeg", smooth())), TOLERANCE);
  }

  @Test
  void progressiveOnesAreReadWhole() throws IOException, BadRecordException {
    assertNear(
        smoothPixels(3), decode(write("jpeg", smooth(), ImageWriteParam.MODE_DEFAULT)), TOLERANCE);
  }

  @Test
  void grayStaysTheGrayThatIsStored() throws IOException, BadRecordException {
    byte[] values = new byte[16 * 24];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (10 * (i % 24));
    }
    Pixels found = decode(jpegOf(24, 16, 1, values));
    assertNear(new Pixels(16, 24, 1, values), found, RAW_TOLERANCE);
  }

  @Test
  void fourInksBecomeColors() throws IOException, BadRecordException {
    byte[] inks = smoothPixels(4).values(); // no ink is 255
    byte[] colors = new byte[16 * 24 * 3];
    for (int i = 0; i < 16 * 24; i++) {
      for (int c = 0; c < 3; c++) {
        colors[3 * i + c] =
            (byte) Math.round((inks[4 * i + c] & 0xff) * (inks[4 * i + 3] & 0xff) / 255.0);
      }
    }
    Pixels expected = new Pixels(16, 24, 3, colors);
    byte[] cmyk = jpegOf(24, 16, 4, inks);
    assertNear(expected, decode(withSegment(cmyk, APP14, adobe(0))), RAW_TOLERANCE);
    assertNear(expected, decode(cmyk), RAW_TOLERANCE);
  }

  @Test
  void inksStoredAsLumaAndChromaBecomeColors() throws IOException, BadRecordException {
    byte[] inks = smoothPixels(4).values();
    byte[] ycck = new byte[inks.length];
    byte[] colors = new byte[16 * 24 * 3];
    for (int i = 0; i < 16 * 24; i++) {
      int r = 255 - (inks[4 * i] & 0xff);
      int g = 255 - (inks[4 * i + 1] & 0xff);
      int b = 255 - (inks[4 * i + 2] & 0xff);
      ycck[4 * i] = (byte) Math.round(0.299 * r + 0.587 * g + 0.114 * b);
      ycck[4 * i + 1] = (byte) Math.round(-0.168736 * r - 0.331264 * g + 0.5 * b + 128);
      ycck[4 * i + 2] = (byte) Math.round(0.5 * r - 0.418688 * g - 0.081312 * b + 128);
      ycck[4 * i + 3] = inks[4 * i + 3];
      for (int c = 0; c < 3; c++) {
        colors[3 * i + c] =
            (byte) Math.round((inks[4 * i + c] & 0xff) * (inks[4 * i + 3] & 0xff) / 255.0);
      }
    }
    byte[] file = withSegment(jpegOf(24, 16, 4, ycck), APP14, adobe(2));
    assertNear(new Pixels(16, 24, 3, colors), decode(file), TOLERANCE);
  }

  /** Exif 2.32: which side of the scene the first stored row and column are. */
  @Test
  void theyAreTurnedAsExifSays() throws IOException, BadRecordException {
    BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 24; x++) {
        image.getRaster().setSample(x, y, 0, 100 + 6 * x - 6 * y);
      }
    }
    byte[] upright = write("jpeg", image);
    Pixels stored = decode(upright);
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      for (int orientation = 1; orientation <= 8; orientation++) {
        Pixels found = decode(withSegment(upright, APP1, exifSegment(order, orientation)));
        boolean turned = orientation >= 5;
        assertEquals(turned ? 24 : 16, found.height());
        assertEquals(turned ? 16 : 24, found.width());
        boolean rowsFromFarSide = Arrays.asList(3, 4, 6, 7).contains(orientation);
        boolean columnsFromFarSide = Arrays.asList(2, 3, 7, 8).contains(orientation);
        for (int row = 0; row < 16; row++) {
          for (int column = 0; column < 24; column++) {
            int down = rowsFromFarSide ? 15 - row : row;
            int right = columnsFromFarSide ? 23 - column : column;
            int at = turned ? right * 16 + down : down * 24 + right;
            assertEquals(stored.values()[row * 24 + column], found.values()[at]);
          }
        }
      }
    }
  }

  @Test
  void exifThatMakesNoSenseIsPassedOver() throws IOException, BadRecordException {
    byte[] upright = write("jpeg", smooth());
    byte[] expected = decode(upright).values();
    for (int orientation : new int[] {0, 9, -1}) {
      byte[] exif = exifSegment(ByteOrder.BIG_ENDIAN, orientation);
      assertArrayEquals(expected, decode(withSegment(upright, APP1, exif)).values());
    }
    byte[] whole = exifSegment(ByteOrder.BIG_ENDIAN, 6);
    for (int length = 0; length < 24; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertArrayEquals(expected, decode(withSegment(upright, APP1, cut)).values());
    }
  }

  @Test
  void colorProfilesAreNotApplied() throws IOException, BadRecordException {
    byte[] upright = write("jpeg", smooth());
    byte[] profile = "ICC_PROFILE\0\1\1 broken".getBytes(StandardCharsets.US_ASCII);
    assertArrayEquals(
        decode(upright).values(), decode(withSegment(upright, APP2, profile)).values());
  }

  @Test
  void everyCutIsABadRecord() throws IOException {
    for (int mode : new int[] {ImageWriteParam.MODE_DISABLED, ImageWriteParam.MODE_DEFAULT}) {
      byte[] whole = write("jpeg", smooth(), mode);
      for (int length = 3; length < whole.length; length++) {
        assertBad("it is cut off", Arrays.copyOf(whole, length));
      }
    }
  }

  @Test
  void missingDataAreABadRecordThoughTheEndMarkIsThere() throws IOException {
    byte[] noise = new byte[64 * 64];
    new Random(1).nextBytes(noise);
    byte[] whole = jpegOf(64, 64, 1, noise);
    byte[] cut = Arrays.copyOf(whole, whole.length - 1000);
    cut[cut.length - 2] = (byte) 0xff;
    cut[cut.length - 1] = (byte) 0xd9;
    assertBad("found a damaged one: Corrupt JPEG data", cut);
  }

  @Test
  void bombsAreToldFromTheirHeader() throws IOException {
    byte[] file = write("jpeg", smooth());
    assertBad(
        "expected a JPEG image of 1 to 67108864 pixels, found 65535 x 65535",
        withSize(file, 65535, 65535));
    assertBad("found 0 x 16", withSize(file, 0, 16));
    assertBad("found 24 x 0", withSize(file, 24, 0));
  }

  @Test
  void scansWithoutEndAreABadRecord() throws IOException {
    byte[] file = write("jpeg", smooth());
    byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0};
    ByteBuffer many = ByteBuffer.allocate(file.length + 501 * scan.length);
    many.put(file, 0, file.length - 2);
    for (int i = 0; i < 501; i++) {
      many.put(scan);
    }
    many.put((byte) 0xff).put((byte) 0xd9);
    assertBad("expected at most 500 scans", many.array());
  }

  private static byte[] exifSegment(ByteOrder order, int orientation) {
    byte[] tiff = ImageFiles.exif(order, orientation);
    return ByteBuffer.allocate(6 + tiff.length)
        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
        .put(tiff)
        .array();
  }

  private static byte[] withSize(byte[] jpeg, int width, int height) {
    byte[] copy = jpeg.clone();
    for (int i = 0; i < copy.length; i++) {
      if (copy[i] == (byte) 0xff && copy[i + 1] == (byte) 0xc0) {
        ByteBuffer.wrap(copy).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
        return copy;
      }
    }
    throw new IllegalArgumentException("expected a baseline frame, found none");
  }
}
