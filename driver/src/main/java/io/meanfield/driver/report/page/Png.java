package io.meanfield.driver.report.page;

import io.meanfield.datasets.transform.Explained.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images as addresses that hold them. */
final class Png {
  private Png() {}

  /** Of an image of one channel or of red, green and blue; of another one its first channel. */
  static String dataUri(Image image) {
    boolean isColoured = image.channels() == 3;
    BufferedImage pixels =
        new BufferedImage(
            image.width(),
            image.height(),
            isColoured ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < image.width(); column++) {
        int at = (row * image.width() + column) * image.channels();
        if (isColoured) {
          pixels.setRGB(
              column,
              row,
              value(image, at) << 16 | value(image, at + 1) << 8 | value(image, at + 2));
        } else {
          pixels.getRaster().setSample(column, row, 0, value(image, at));
        }
      }
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(encode(pixels));
  }

  private static int value(Image image, int at) {
    return Byte.toUnsignedInt(image.values()[at]);
  }

  private static byte[] encode(BufferedImage pixels) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(pixels);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no file
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
