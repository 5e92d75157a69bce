package io.meanfield.datasets.source;

import static io.meanfield.datasets.source.ImageAssertions.assertBad;
import static io.meanfield.datasets.source.ImageAssertions.assertDecodes;
import static io.meanfield.datasets.source.ImageAssertions.expected;
import static io.meanfield.datasets.source.ImageAssertions.randomSamples;
import static io.meanfield.datasets.source.ImageFiles.chunk;
import static io.meanfield.datasets.source.ImageFiles.pack;
import static io.meanfield.datasets.source.ImageFiles.png;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class TestPngImages {
  private static final int HEIGHT = 5;
  private static final int WIDTH = 7;
  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "0, 2, 1",
    "0, 4, 1",
    "0, 8, 1",
    "0, 16, 1",
    "2, 8, 3",
    "2, 16, 3",
    "4, 8, 2",
    "4, 16, 2",
    "6, 8, 4",
    "6, 16, 4"
  })
  void samplesOfAnyBitsBecomeBytes(int colorType, int bits, int channels)
      throws IOException, BadRecordException {
    int[] samples =
        randomSamples(new Random(colorType * 100 + bits), HEIGHT * WIDTH * channels, bits);
    assertDecodes(expected(HEIGHT, WIDTH, samples, bits), file(colorType, bits, samples));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "4", "8"})
  void palettesAreExpanded(int bits) throws IOException, BadRecordException {
    Random random = new Random(bits);
    int numColors = 1 << bits;
    byte[] colors = new byte[3 * numColors];
    random.nextBytes(colors);
    int[] indices = randomSamples(random, HEIGHT * WIDTH, bits);
    byte[] values = new byte[indices.length * 3];
    byte[] withAlpha = new byte[indices.length * 4];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(colors, 3 * indices[i], values, 3 * i, 3);
      System.arraycopy(colors, 3 * indices[i], withAlpha, 4 * i, 3);
      withAlpha[4 * i + 3] = indices[i] == 0 ? 77 : (byte) 255;
    }
    byte[] palette = chunk("PLTE", colors);
    assertDecodes(new Pixels(HEIGHT, WIDTH, 3, values), file(PALETTE, bits, indices, palette));
    assertDecodes(
        new Pixels(HEIGHT, WIDTH, 4, withAlpha),
        file(PALETTE, bits, indices, palette, chunk("tRNS", new byte[] {77})));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "4", "8", "16"})
  void oneGrayCanBeTransparent(int bits) throws IOException, BadRecordException {
    int[] samples = randomSamples(new Random(bits), HEIGHT * WIDTH, bits);
    Pixels opaque = expected(HEIGHT, WIDTH, samples, bits);
    byte[] values = new byte[samples.length * 2];
    for (int i = 0; i < samples.length; i++) {
      values[2 * i] = opaque.values()[i];
      values[2 * i + 1] = samples[i] == samples[0] ? 0 : (byte) 255;
    }
    byte[] transparent = {(byte) (samples[0] >> 8), (byte) samples[0]};
    assertDecodes(
        new Pixels(HEIGHT, WIDTH, 2, values),
        file(GRAY, bits, samples, chunk("tRNS", transparent)));
  }

  @ParameterizedTest
  @CsvSource({"8", "16"})
  void oneColorCanBeTransparent(int bits) throws IOException, BadRecordException {
    int[] samples = randomSamples(new Random(bits), HEIGHT * WIDTH * 3, bits);
    Pixels opaque = expected(HEIGHT, WIDTH, samples, bits);
    byte[] values = new byte[HEIGHT * WIDTH * 4];
    byte[] transparent = new byte[6];
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
      System.arraycopy(opaque.values(), 3 * i, values, 4 * i, 3);
      values[4 * i + 3] = i == 0 ? 0 : (byte) 255;
    }
    for (int c = 0; c < 3; c++) {
      transparent[2 * c] = (byte) (samples[c] >> 8);
      transparent[2 * c + 1] = (byte) samples[c];
    }
    assertDecodes(
        new Pixels(HEIGHT, WIDTH, 4, values), file(RGB, bits, samples, chunk("tRNS", transparent)));
  }

  @Test
  void interlacedOnesAreReadWhole() throws IOException, BadRecordException {
    assertDecodes(
        ImageFiles.smoothPixels(3),
        ImageFiles.write("png", ImageFiles.smooth(), ImageWriteParam.MODE_DEFAULT));
  }

  @Test
  void whatMakesNoPixelsIsNotRead() throws IOException, BadRecordException {
    int[] samples = randomSamples(new Random(3), HEIGHT * WIDTH, 8);
    byte[] text = chunk("zTXt", new byte[] {'a', 0, 0, 1, 2, 3});
    byte[] profile = chunk("iCCP", new byte[] {'x'});
    byte[] gamma = chunk("gAMA", new byte[] {0, 0, (byte) 0xb1, (byte) 0x8f});
    assertDecodes(
        expected(HEIGHT, WIDTH, samples, 8), file(GRAY, 8, samples, gamma, profile, text));
  }

  @Test
  void theyAreTurnedAsExifSays() throws IOException, BadRecordException {
    byte[] exif = chunk("eXIf", ImageFiles.exif(ByteOrder.BIG_ENDIAN, 3));
    int[] samples = randomSamples(new Random(3), HEIGHT * WIDTH, 8);
    int[] turned = new int[samples.length];
    Arrays.setAll(turned, i -> samples[samples.length - 1 - i]);
    assertDecodes(expected(HEIGHT, WIDTH, turned, 8), file(GRAY, 8, samples, exif));
  }

  @Test
  void everyCutIsABadRecord() throws IOException {
    byte[] whole = ImageFiles.write("png", ImageFiles.smooth());
    for (int length = 8; length < whole.length; length++) {
      assertBad("it is cut off", Arrays.copyOf(whole, length));
    }
  }

  @Test
  void pixelsThatEndEarlyAreABadRecord() throws IOException {
    byte[][] rows = new byte[HEIGHT - 1][WIDTH];
    assertBad("found a damaged one", png(new int[] {WIDTH, HEIGHT, 8, GRAY}, rows));
  }

  @Test
  void aChangedByteIsFoundByItsChecksum() throws IOException {
    byte[] file = ImageFiles.write("png", ImageFiles.smooth());
    file[file.length - 20] ^= 1;
    assertBad("expected the checksum ", file);
  }

  @Test
  void bombsAreToldFromTheirHeader() throws IOException {
    assertBad(
        "expected a PNG image of 1 to 67108864 pixels, found 100000 x 100000",
        png(new int[] {100_000, 100_000, 8, RGB}, new byte[0][]));
    assertBad("found 0 x 5", png(new int[] {0, 5, 8, RGB}, new byte[0][]));
    assertBad("found 4294967295 x 1", png(new int[] {-1, 1, 8, RGB}, new byte[0][]));
    assertBad(
        "expected data of at least 195083 bytes for 8192 x 8192 pixels in a PNG file, found 8",
        png(new int[] {8192, 8192, 8, RGB}, new byte[0][]));
  }

  @Test
  void chunksOfLaterVersionsAreRefused() {
    int[] samples = new int[HEIGHT * WIDTH];
    assertThrows(
        BadRecordException.class,
        () -> ImageAssertions.decode(file(GRAY, 8, samples, chunk("CgBI", new byte[4]))));
  }

  private static byte[] file(int colorType, int bits, int[] samples, byte[]... before)
      throws IOException {
    int perRow = samples.length / HEIGHT;
    byte[][] rows = new byte[HEIGHT][];
    for (int y = 0; y < HEIGHT; y++) {
      rows[y] = pack(Arrays.copyOfRange(samples, y * perRow, (y + 1) * perRow), bits);
    }
    return png(new int[] {WIDTH, HEIGHT, bits, colorType}, rows, before);
  }
}
