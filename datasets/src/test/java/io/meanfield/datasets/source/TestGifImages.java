package io.meanfield.datasets.source;

import static io.meanfield.datasets.source.ImageAssertions.assertBad;
import static io.meanfield.datasets.source.ImageAssertions.assertDecodes;
import static io.meanfield.datasets.source.ImageFiles.write;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestGifImages {
  private static final int HEIGHT = 16;
  private static final int WIDTH = 24;
  private static final int TRANSPARENT = 3;

  private final byte[] colors = new byte[3 * 256];
  private final int[] indices = new int[HEIGHT * WIDTH];

  TestGifImages() {
    Random random = new Random(1);
    random.nextBytes(colors);
    Arrays.setAll(indices, i -> random.nextInt(256));
  }

  @Test
  void palettesAreExpanded() throws IOException, BadRecordException {
    byte[] file = write("gif", image(new IndexColorModel(8, 256, colors, 0, false)));
    assertDecodes(new Pixels(HEIGHT, WIDTH, 3, values(3)), file);
  }

  @Test
  void theTransparentColorHasNoAlpha() throws IOException, BadRecordException {
    byte[] file = write("gif", image(new IndexColorModel(8, 256, colors, 0, false, TRANSPARENT)));
    assertDecodes(new Pixels(HEIGHT, WIDTH, 4, values(4)), file);
  }

  @Test
  void interlacedOnesAreReadWhole() throws IOException, BadRecordException {
    BufferedImage image = image(new IndexColorModel(8, 256, colors, 0, false));
    assertDecodes(
        new Pixels(HEIGHT, WIDTH, 3, values(3)), write("gif", image, ImageWriteParam.MODE_DEFAULT));
  }

  @Test
  void aPaletteOfGraysMakesAGrayImage() throws IOException, BadRecordException {
    for (int c = 0; c < colors.length; c++) {
      colors[c] = (byte) (255 - c / 3);
    }
    byte[] values = new byte[indices.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (255 - indices[i]);
    }
    byte[] file = write("gif", image(new IndexColorModel(8, 256, colors, 0, false)));
    assertDecodes(new Pixels(HEIGHT, WIDTH, 1, values), file);
  }

  @Test
  void theFirstImageIsReadAndCommentsAreNot() throws IOException, BadRecordException {
    byte[] one = write("gif", image(new IndexColorModel(8, 256, colors, 0, false)));
    int colorsEnd = 13 + 3 * 256;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(one, 0, colorsEnd);
    file.writeBytes(new byte[] {0x21, (byte) 0xfe, 2, 'h', 'i', 0});
    file.write(one, colorsEnd, one.length - colorsEnd - 1);
    file.writeBytes("what comes later".getBytes(StandardCharsets.US_ASCII));
    assertDecodes(new Pixels(HEIGHT, WIDTH, 3, values(3)), file.toByteArray());
  }

  @Test
  void everyCutIsABadRecord() throws IOException {
    byte[] whole = write("gif", image(new IndexColorModel(8, 256, colors, 0, false)));
    for (int length = 6; length < whole.length - 1; length++) {
      assertBad("it is cut off", Arrays.copyOf(whole, length));
    }
  }

  @Test
  void rowsThatAreMissingAreABadRecord() throws IOException {
    byte[] file = write("gif", image(new IndexColorModel(8, 256, colors, 0, false)));
    int image = imageAt(file);
    file[image + 7] = HEIGHT + 5;
    assertBad("expected a GIF image of 21 rows, found data of", file);
  }

  @Test
  void bombsAreToldFromTheirHeader() throws IOException {
    byte[] file = write("gif", image(new IndexColorModel(8, 256, colors, 0, false)));
    int image = imageAt(file);
    Arrays.fill(file, image + 5, image + 9, (byte) 0xff);
    assertBad("expected a GIF image of 1 to 67108864 pixels, found 65535 x 65535", file);
    Arrays.fill(file, image + 5, image + 7, (byte) 0);
    assertBad("found 0 x 65535", file);
  }

  private static int imageAt(byte[] file) {
    int at = 13 + 3 * 256;
    return file[at] == 0x21 ? at + 8 : at;
  }

  private BufferedImage image(IndexColorModel palette) {
    BufferedImage image =
        new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, palette);
    image.getRaster().setPixels(0, 0, WIDTH, HEIGHT, indices);
    return image;
  }

  private byte[] values(int channels) {
    byte[] values = new byte[indices.length * channels];
    for (int i = 0; i < indices.length; i++) {
      boolean transparent = channels == 4 && indices[i] == TRANSPARENT;
      System.arraycopy(colors, 3 * indices[i], values, channels * i, 3);
      if (channels == 4) {
        values[4 * i + 3] = transparent ? 0 : (byte) 255;
      }
    }
    return values;
  }
}
