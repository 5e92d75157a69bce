package io.meanfield.datasets.source;

import io.meanfield.datasets.source.CheckedImage.Extent;
import io.meanfield.datasets.source.CheckedImage.Samples;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Walks the chunks of a PNG file (W3C, "Portable Network Graphics", section 5) and keeps those that
 * make pixels. The decoder never sees the others, nor a chunk whose checksum is wrong.
 */
final class PngFile {
  private static final String FORMAT = "PNG";
  private static final int SIGNATURE_BYTES = 8;
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504c5445;
  private static final int TRNS = 0x74524e53;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454e44;
  private static final int EXIF = 0x65584966;
  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int ANCILLARY = 0x20000000;

  /** No deflate stream grows by more (zlib, "Technical Details"). */
  private static final int MAX_INFLATION = 1032;

  private final FileBytes file;
  private final ByteArrayOutputStream kept;
  private long dataBytes;
  private int transparentGrayAt; // 0 if the decoder knows how to read it
  private boolean isTransparent;
  private int orientation = 1;

  private PngFile(byte[] file) {
    this.file = FileBytes.of(FORMAT, file, ByteOrder.BIG_ENDIAN);
    this.kept = new ByteArrayOutputStream(file.length);
  }

  static CheckedImage check(byte[] file) throws BadRecordException {
    return new PngFile(file).check();
  }

  private CheckedImage check() throws BadRecordException {
    kept.write(file.bytes().array(), 0, SIGNATURE_BYTES);
    if (file.u32(SIGNATURE_BYTES) != 13 || file.i32(SIGNATURE_BYTES + 4) != IHDR) {
      throw file.unexpected("IHDR of 13 bytes first", name(file.i32(SIGNATURE_BYTES + 4)));
    }
    Extent extent = Extent.of(FORMAT, file.u32(16), file.u32(20));
    long at = SIGNATURE_BYTES;
    int type;
    do {
      long length = file.u32(at);
      type = file.i32(at + 4);
      file.require(at + 12 + length);
      take(type, (int) at, (int) length);
      at += 12 + length;
    } while (type != IEND);
    requireData(extent);
    return new CheckedImage(extent, orientation, samples(), bytes());
  }

  private Samples samples() throws BadRecordException {
    boolean isRgb = file.u8(24) == 8 && file.u8(25) == RGB && !isTransparent;
    return isRgb ? Samples.RGB : Samples.COLORS;
  }

  private byte[] bytes() {
    return transparentGrayAt == 0
        ? kept.toByteArray()
        : PngGrayPalette.rewrite(kept.toByteArray(), transparentGrayAt);
  }

  private void take(int type, int at, int length) throws BadRecordException {
    switch (type) {
      case IDAT -> {
        dataBytes += length;
        keep(at, length);
      }
      case IHDR, PLTE, IEND -> keep(at, length);
      case TRNS -> {
        isTransparent = true;
        if (length == 2 && file.u8(24) < 8 && file.u8(25) == GRAY && dataBytes == 0) {
          transparentGrayAt = kept.size();
        }
        keep(at, length);
      }
      case EXIF -> orientation = ExifOrientation.of(file.bytes().slice(at + 8, length));
      default -> {
        if ((type & ANCILLARY) == 0) {
          throw file.unexpected("chunks of PNG 1.2", name(type));
        }
      }
    }
  }

  private void keep(int at, int length) throws BadRecordException {
    CRC32 crc = new CRC32();
    crc.update(file.bytes().array(), at + 4, 4 + length);
    if (crc.getValue() != file.u32(at + 8L + length)) {
      throw file.unexpected(
          "the checksum %08x of the chunk at byte %d".formatted(crc.getValue(), at),
          "%08x".formatted(file.u32(at + 8L + length)));
    }
    kept.write(file.bytes().array(), at, 12 + length);
  }

  private void requireData(Extent extent) throws BadRecordException {
    int bitsPerSample = file.u8(24);
    int numSamples =
        switch (file.u8(25)) {
          case 0, 3 -> 1;
          case 2 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> throw file.unexpected("color type 0, 2, 3, 4 or 6", file.u8(25));
        };
    long pixelBytes = extent.numPixels() * bitsPerSample * numSamples / 8;
    if (pixelBytes > MAX_INFLATION * dataBytes) {
      throw file.unexpected(
          "data of at least %d bytes for %d x %d pixels"
              .formatted(pixelBytes / MAX_INFLATION, extent.width(), extent.height()),
          dataBytes);
    }
  }

  private static String name(int type) {
    StringBuilder name = new StringBuilder();
    for (int shift = 24; shift >= 0; shift -= 8) {
      name.append((char) (type >>> shift & 0xff));
    }
    return Excerpt.of(name.toString());
  }
}
