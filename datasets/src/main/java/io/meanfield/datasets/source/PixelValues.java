package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageTypeSpecifier;

/**
 * The samples of an image as bytes. They are never converted between color spaces: what a gray
 * image holds is what comes out, which {@link BufferedImage#getRGB} would change.
 */
final class PixelValues {
  private static final int[] RGB = {0, 1, 2};

  private PixelValues() {}

  /** Takes over the image's own array if it can: nobody else may write to it. */
  static Pixels of(BufferedImage image) {
    ColorModel colors = image.getColorModel();
    return switch (image.getType()) {
      case BufferedImage.TYPE_3BYTE_BGR -> bgr(image);
      case BufferedImage.TYPE_4BYTE_ABGR -> abgr(image);
      case BufferedImage.TYPE_BYTE_GRAY -> pixels(image, 1, bytes(image));
      default -> {
        if (colors instanceof IndexColorModel palette) {
          yield new Palette(palette).expand(image.getRaster());
        }
        if (isOurOrder(image)) {
          yield pixels(image, image.getRaster().getNumBands(), bytes(image));
        }
        yield colors instanceof ComponentColorModel ? samples(image) : packed(image);
      }
    };
  }

  /** An empty image whose array is ours, for readers that can write to any. */
  static BufferedImage newRgb(CheckedImage.Extent extent) {
    return ImageTypeSpecifier.createInterleaved(
            ColorSpace.getInstance(ColorSpace.CS_sRGB), RGB, DataBuffer.TYPE_BYTE, false, false)
        .createBufferedImage(extent.width(), extent.height());
  }

  private static boolean isOurOrder(BufferedImage image) {
    int channels = image.getRaster().getNumBands();
    return image.getColorModel() instanceof ComponentColorModel
        && image.getSampleModel() instanceof PixelInterleavedSampleModel order
        && order.getTransferType() == DataBuffer.TYPE_BYTE
        && Arrays.equals(order.getBandOffsets(), IntStream.range(0, channels).toArray())
        && bytes(image).length == image.getWidth() * image.getHeight() * channels;
  }

  private static Pixels bgr(BufferedImage image) {
    byte[] values = bytes(image);
    for (int i = 0; i + 2 < values.length; i += 3) {
      byte blue = values[i];
      values[i] = values[i + 2];
      values[i + 2] = blue;
    }
    return pixels(image, 3, values);
  }

  private static Pixels abgr(BufferedImage image) {
    byte[] values = bytes(image);
    ByteBuffer pixels = ByteBuffer.wrap(values);
    for (int i = 0; i < values.length; i += 4) {
      pixels.putInt(i, Integer.reverseBytes(pixels.getInt(i)));
    }
    return pixels(image, 4, values);
  }

  private static Pixels samples(BufferedImage image) {
    Raster raster = image.getRaster();
    boolean wide = raster.getTransferType() == DataBuffer.TYPE_USHORT;
    int channels = raster.getNumBands();
    int[] row = new int[image.getWidth() * channels];
    byte[] values = new byte[Math.multiplyExact(row.length, image.getHeight())];
    int next = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(0, y, image.getWidth(), 1, row);
      for (int value : row) {
        values[next++] = (byte) (wide ? (value * 255 + 32767) / 65535 : value);
      }
    }
    return pixels(image, channels, values);
  }

  /** Several samples in one number, in the colors of the screen: a widening of their bits. */
  private static Pixels packed(BufferedImage image) {
    int channels = image.getColorModel().hasAlpha() ? 4 : 3;
    int[] row = new int[image.getWidth()];
    byte[] values = new byte[Math.multiplyExact(row.length * channels, image.getHeight())];
    int next = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int argb : row) {
        values[next++] = (byte) (argb >> 16);
        values[next++] = (byte) (argb >> 8);
        values[next++] = (byte) argb;
        if (channels == 4) {
          values[next++] = (byte) (argb >> 24);
        }
      }
    }
    return pixels(image, channels, values);
  }

  private static byte[] bytes(BufferedImage image) {
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  private static Pixels pixels(BufferedImage image, int channels, byte[] values) {
    return new Pixels(image.getHeight(), image.getWidth(), channels, values);
  }
}
