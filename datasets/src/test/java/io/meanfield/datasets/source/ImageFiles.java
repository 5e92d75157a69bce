package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small image files: PNG and BMP from their bytes, GIF and JPEG through ImageIO's writers. */
final class ImageFiles {
  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'};

  private ImageFiles() {}

  /** A file beside the tests. */
  static byte[] resource(String name) throws IOException {
    try (InputStream in = ImageFiles.class.getResourceAsStream("/images/" + name)) {
      return in.readAllBytes();
    }
  }

  /** A smooth image that survives lossy formats: 10 x, 15 y, 6 (x + y), of 16 rows of 24. */
  static BufferedImage smooth() {
    BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 24; x++) {
        image.setRGB(x, y, 10 * x << 16 | 15 * y << 8 | 6 * (x + y));
      }
    }
    return image;
  }

  /** The values of {@link #smooth}, with an alpha of 255 - 8 x if there are 4 channels. */
  static Pixels smoothPixels(int channels) {
    byte[] values = new byte[16 * 24 * channels];
    int next = 0;
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 24; x++) {
        int[] pixel = {10 * x, 15 * y, 6 * (x + y), 255 - 8 * x};
        for (int c = 0; c < channels; c++) {
          values[next++] = (byte) pixel[c];
        }
      }
    }
    return new Pixels(16, 24, channels, values);
  }

  static byte[] write(String format, BufferedImage image) throws IOException {
    return write(format, image, ImageWriteParam.MODE_DISABLED);
  }

  static byte[] write(String format, BufferedImage image, int progressiveMode) throws IOException {
    return write(format, new IIOImage(image, null, null), progressiveMode);
  }

  /** A JPEG of samples as they are, without a change of color space. */
  static byte[] jpegOf(int width, int height, int bands, byte[] samples) throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(0, width, height, bands, null);
    raster.setDataElements(0, 0, width, height, samples);
    return write("jpeg", new IIOImage(raster, null, null), ImageWriteParam.MODE_DISABLED);
  }

  private static byte[] write(String format, IIOImage image, int progressiveMode)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (param.canWriteProgressive()) {
        param.setProgressiveMode(progressiveMode);
      }
      if (format.equals("jpeg")) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(0.98f);
      }
      writer.write(null, image, param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A JPEG with another segment right behind its start mark. */
  static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    return ByteBuffer.allocate(jpeg.length + 4 + content.length)
        .put(jpeg, 0, 2)
        .putShort((short) (0xff00 | marker))
        .putShort((short) (content.length + 2))
        .put(content)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  static byte[] adobe(int transform) {
    return new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
  }

  /** Exif data from the byte order mark on, whose only tag is the orientation. */
  static byte[] exif(ByteOrder order, int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
    tiff.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
    tiff.putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return tiff.array();
  }

  /**
   * @param header width, height, bits a sample, color type and whether it is interlaced, in the
   *     order of IHDR
   * @param rows packed, without the byte for the filter
   * @param before whole chunks to stand between IHDR and IDAT
   */
  static byte[] png(int[] header, byte[][] rows, byte[]... before) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(data)) {
      for (byte[] row : rows) {
        out.write(0);
        out.write(row);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(pngStart(header));
    for (byte[] chunk : before) {
      png.writeBytes(chunk);
    }
    png.writeBytes(chunk("IDAT", data.toByteArray()));
    png.writeBytes(chunk("IEND", new byte[0]));
    return png.toByteArray();
  }

  static byte[] pngStart(int... header) {
    ByteBuffer ihdr = ByteBuffer.allocate(13).putInt(header[0]).putInt(header[1]);
    ihdr.put((byte) header[2]).put((byte) header[3]);
    byte[] chunk = chunk("IHDR", ihdr.array());
    return ByteBuffer.allocate(8 + chunk.length).put(PNG_SIGNATURE).put(chunk).array();
  }

  static byte[] chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }

  /** Samples of a row with the given bits each, the highest first. */
  static byte[] pack(int[] samples, int bits) {
    byte[] packed = new byte[(samples.length * bits + 7) / 8];
    for (int i = 0; i < samples.length * bits; i++) {
      int bit = samples[i / bits] >> (bits - 1 - i % bits) & 1;
      packed[i / 8] |= (byte) (bit << 7 - i % 8);
    }
    return packed;
  }

  /**
   * A BMP with the header of Windows 3.
   *
   * @param header width, height, bits a pixel and compression
   * @param palette red, green and blue of each color
   * @param pixels as the file has them
   */
  static byte[] bmp(int[] header, int[] palette, byte[] pixels) {
    int offset = 54 + 4 * palette.length;
    ByteBuffer bmp = ByteBuffer.allocate(offset + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(bmp.capacity()).putInt(0).putInt(offset);
    bmp.putInt(40).putInt(header[0]).putInt(header[1]).putShort((short) 1);
    bmp.putShort((short) header[2]).putInt(header[3]).putInt(pixels.length);
    bmp.putInt(0).putInt(0).putInt(header[2] <= 8 ? palette.length : 0).putInt(0);
    for (int color : palette) {
      bmp.putInt(color);
    }
    return bmp.put(pixels).array();
  }
}
