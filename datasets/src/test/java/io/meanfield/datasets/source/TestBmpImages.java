package io.meanfield.datasets.source;

import static io.meanfield.datasets.source.ImageAssertions.assertBad;
import static io.meanfield.datasets.source.ImageAssertions.assertDecodes;
import static io.meanfield.datasets.source.ImageAssertions.randomSamples;
import static io.meanfield.datasets.source.ImageFiles.bmp;
import static io.meanfield.datasets.source.ImageFiles.pack;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class TestBmpImages {
  private static final int HEIGHT = 3;
  private static final int WIDTH = 5;

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8})
  void palettesAreExpanded(int bits) throws BadRecordException {
    Random random = new Random(bits);
    int[] palette = random.ints(1 << bits, 0, 1 << 24).toArray();
    int[] indices = randomSamples(random, HEIGHT * WIDTH, bits);
    byte[] values = new byte[3 * indices.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (palette[indices[i / 3]] >> 16 - 8 * (i % 3));
    }
    assertDecodes(
        new Pixels(HEIGHT, WIDTH, 3, values),
        bmp(new int[] {WIDTH, HEIGHT, bits, 0}, palette, rows(indices, bits)));
  }

  @Test
  void aPaletteOfGraysMakesAGrayImage() throws BadRecordException {
    int[] palette = new int[256];
    Arrays.setAll(palette, i -> i * 0x010101);
    int[] indices = randomSamples(new Random(1), HEIGHT * WIDTH, 8);
    byte[] values = new byte[indices.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) indices[i];
    }
    assertDecodes(
        new Pixels(HEIGHT, WIDTH, 1, values),
        bmp(new int[] {WIDTH, HEIGHT, 8, 0}, palette, rows(indices, 8)));
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24, 32})
  void directColorsAreRead(int bits) throws BadRecordException {
    int perColor = bits == 16 ? 5 : 8;
    int[] samples = randomSamples(new Random(bits), 3 * HEIGHT * WIDTH, perColor);
    byte[] values = new byte[samples.length];
    int[] pixels = new int[HEIGHT * WIDTH];
    for (int i = 0; i < samples.length; i++) {
      values[i] = (byte) Math.round(samples[i] * 255.0 / ((1 << perColor) - 1));
      pixels[i / 3] = pixels[i / 3] << perColor | samples[i];
    }
    Pixels expected = new Pixels(HEIGHT, WIDTH, 3, values);
    byte[] file = bmp(new int[] {WIDTH, HEIGHT, bits, 0}, new int[0], direct(pixels, bits));
    assertDecodes(expected, file);
    assertDecodes(expected, withProfileOfAnotherFile(file));
  }

  @Test
  void rowsCanStandFromTheTopDown() throws BadRecordException {
    byte[] file = bmp(new int[] {1, -2, 24, 0}, new int[0], new byte[] {3, 2, 1, 0, 6, 5, 4, 0});
    assertDecodes(new Pixels(2, 1, 3, new byte[] {1, 2, 3, 4, 5, 6}), file);
  }

  @Test
  void runsAreExpanded() throws BadRecordException {
    byte[] runs = {3, 1, 2, 0, 0, 0, 0, 5, 0, 1, 0, 1, 0, 0, 0, 1};
    byte[] values = {5, 6, 5, 6, 5, 6, 6, 6, 5, 5};
    Pixels expected = new Pixels(2, 5, 1, values);
    int[] palette = {0x050505, 0x060606};
    assertDecodes(expected, bmp(new int[] {5, 2, 8, 1}, palette, runs));
  }

  @Test
  void everyCutIsABadRecord() {
    byte[] whole = bmp(new int[] {WIDTH, HEIGHT, 24, 0}, new int[0], new byte[16 * HEIGHT]);
    for (int length = 2; length < whole.length; length++) {
      assertBad("it is cut off", Arrays.copyOf(whole, length));
    }
  }

  @Test
  void bombsAreToldFromTheirHeader() {
    byte[] pixels = new byte[100];
    assertBad(
        "expected a BMP image of 1 to 67108864 pixels, found 100000 x 100000",
        bmp(new int[] {100_000, 100_000, 24, 0}, new int[0], pixels));
    assertBad(
        "found 1 x 2147483648", bmp(new int[] {1, Integer.MIN_VALUE, 24, 0}, new int[0], pixels));
    assertBad("found -1 x 1", bmp(new int[] {-1, 1, 24, 0}, new int[0], pixels));
    assertBad("found 1 x 0", bmp(new int[] {1, 0, 24, 0}, new int[0], pixels));
  }

  @Test
  void fewRunsDoNotMakeManyPixels() {
    byte[] runs = {(byte) 255, 1, 0, 1};
    assertBad(
        "expected a BMP file of at least 524346 bytes, found 62: it is cut off",
        bmp(new int[] {8192, 8192, 8, 1}, new int[1], runs));
  }

  @Test
  void imagesOfOtherFormatsInsideAreRefused() {
    assertBad(
        "expected compression 0 to 3 in a BMP file, found 4",
        bmp(new int[] {1, 1, 24, 4}, new int[0], new byte[100]));
  }

  /** From the bottom up, each row filled to 4 bytes. */
  private static byte[] rows(int[] samples, int bits) {
    int rowBytes = (WIDTH * bits + 31) / 32 * 4;
    byte[] rows = new byte[HEIGHT * rowBytes];
    for (int y = 0; y < HEIGHT; y++) {
      byte[] row = pack(Arrays.copyOfRange(samples, y * WIDTH, (y + 1) * WIDTH), bits);
      System.arraycopy(row, 0, rows, (HEIGHT - 1 - y) * rowBytes, row.length);
    }
    return rows;
  }

  private static byte[] direct(int[] pixels, int bits) {
    int rowBytes = (WIDTH * bits + 31) / 32 * 4;
    byte[] rows = new byte[HEIGHT * rowBytes];
    for (int i = 0; i < pixels.length; i++) {
      int at = (HEIGHT - 1 - i / WIDTH) * rowBytes + i % WIDTH * bits / 8;
      for (int b = 0; b < bits / 8; b++) {
        rows[at + b] = (byte) (pixels[i] >> 8 * b);
      }
    }
    return rows;
  }

  /** The same image with the header of Windows 5 and the name of a file with its color profile. */
  private static byte[] withProfileOfAnotherFile(byte[] file) {
    byte[] longer = new byte[file.length + 84];
    System.arraycopy(file, 0, longer, 0, 54);
    System.arraycopy(file, 54, longer, 138, file.length - 54);
    ByteBuffer header = ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(10, 138).putInt(14, 124).putInt(70, 0x4c494e4b).putInt(126, 10).putInt(130, 1000);
    return longer;
  }
}
