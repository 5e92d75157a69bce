package io.meanfield.datasets.source;

import io.meanfield.datasets.source.CheckedImage.Extent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * Compares the headers of a BMP file (Microsoft, "Bitmap Storage" and BITMAPV5HEADER) with its
 * length. Color profiles are taken out, since they may be the name of another file, and the size of
 * the file is put right, since many writers leave it wrong.
 */
final class BmpFile {
  private static final String FORMAT = "BMP";
  private static final int FILE_HEADER_BYTES = 14;
  private static final int FILE_SIZE_AT = 2;
  private static final int OLD_HEADER_BYTES = 12;
  private static final int HEADER_BYTES_WITH_PROFILE = 108;
  private static final int COLOR_SPACE_AT = FILE_HEADER_BYTES + 56;
  private static final int SRGB = 0x73524742;
  private static final Set<Long> HEADER_SIZES = Set.of(12L, 40L, 52L, 56L, 108L, 124L);
  private static final Set<Integer> BITS = Set.of(1, 4, 8, 16, 24, 32);
  private static final int NOT_COMPRESSED = 0;
  private static final int BIT_FIELDS = 3;

  /** A run of 255 takes two bytes. */
  private static final int MAX_PIXELS_PER_BYTE = 128;

  private final FileBytes file;

  private BmpFile(byte[] file) {
    this.file = FileBytes.of(FORMAT, file, ByteOrder.LITTLE_ENDIAN);
  }

  static CheckedImage check(byte[] file) throws BadRecordException {
    return new BmpFile(file).check();
  }

  private CheckedImage check() throws BadRecordException {
    long headerBytes = file.u32(14);
    if (!HEADER_SIZES.contains(headerBytes)) {
      throw file.unexpected("a header of 12, 40, 52, 56, 108 or 124 bytes", headerBytes);
    }
    file.require(FILE_HEADER_BYTES + headerBytes);
    boolean old = headerBytes == OLD_HEADER_BYTES;
    Extent extent =
        old
            ? Extent.of(FORMAT, file.u16(18), file.u16(20))
            : Extent.of(FORMAT, file.i32(18), Math.abs((long) file.i32(22)));
    int bits = file.u16(old ? 24 : 28);
    if (!BITS.contains(bits)) {
      throw file.unexpected("1, 4, 8, 16, 24 or 32 bits a pixel", bits);
    }
    requirePixels(extent, bits, old ? NOT_COMPRESSED : file.u32(30));
    requirePalette(headerBytes, bits);
    return CheckedImage.upright(extent, corrected(headerBytes));
  }

  private void requirePixels(Extent extent, int bits, long compression) throws BadRecordException {
    if (compression > BIT_FIELDS) {
      throw file.unexpected("compression 0 to 3", compression);
    }
    long offset = file.u32(10);
    if (compression == NOT_COMPRESSED || compression == BIT_FIELDS) {
      long rowBytes = (extent.width() * (long) bits + 31) / 32 * 4;
      file.require(offset + rowBytes * extent.height());
      return;
    }
    long runBytes = extent.numPixels() / MAX_PIXELS_PER_BYTE;
    file.require(offset + Math.max(runBytes, file.u32(34)));
  }

  /** Before the pixels there is room for the colors, and for no more than the bits can name. */
  private void requirePalette(long headerBytes, int bits) throws BadRecordException {
    long room = file.u32(10) - FILE_HEADER_BYTES - headerBytes;
    if (room < 0 || bits <= 8 && room < 6) {
      throw file.unexpected(
          "pixels behind the header of %d bytes and its colors".formatted(headerBytes),
          "pixels at byte " + file.u32(10));
    }
    if (headerBytes != OLD_HEADER_BYTES) {
      file.require(4 * file.u32(46));
    }
  }

  private byte[] corrected(long headerBytes) {
    byte[] copy = file.bytes().array().clone();
    ByteBuffer header = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(FILE_SIZE_AT, copy.length);
    if (headerBytes >= HEADER_BYTES_WITH_PROFILE) {
      header.putInt(COLOR_SPACE_AT, SRGB);
    }
    return copy;
  }
}
