package io.meanfield.datasets.source;

import io.meanfield.datasets.source.CheckedImage.Extent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;

/**
 * Walks the blocks of a GIF file (CompuServe, "Graphics Interchange Format, Version 89a") and keeps
 * what makes the first image: its colors, its transparent one, and its data.
 */
final class GifFile {
  private static final String FORMAT = "GIF";
  private static final int HEADER_BYTES = 13;
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;

  private final FileBytes file;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  private GifFile(byte[] file) {
    this.file = FileBytes.of(FORMAT, file, ByteOrder.LITTLE_ENDIAN);
  }

  static CheckedImage check(byte[] file) throws BadRecordException {
    return new GifFile(file).check();
  }

  private CheckedImage check() throws BadRecordException {
    int at = HEADER_BYTES + colorBytes(file.u8(10));
    keep(0, at);
    while (file.u8(at) == EXTENSION) {
      int end = endOfBlocks(at + 2);
      if (file.u8(at + 1) == GRAPHIC_CONTROL && end - at == 8) {
        keep(at, end);
      }
      at = end;
    }
    if (file.u8(at) != IMAGE) {
      throw file.unexpected("an image", "the block 0x%02x at byte %d".formatted(file.u8(at), at));
    }
    Extent extent = Extent.of(FORMAT, file.u16(at + 5), file.u16(at + 7));
    int data = at + 10 + colorBytes(file.u8(at + 9));
    keep(at, endOfBlocks(data + 1));
    kept.write(TRAILER);
    return CheckedImage.upright(extent, kept.toByteArray());
  }

  private static int colorBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }

  private int endOfBlocks(int from) throws BadRecordException {
    int at = from;
    while (file.u8(at) != 0) {
      at += 1 + file.u8(at);
    }
    return at + 1;
  }

  private void keep(int from, int to) throws BadRecordException {
    file.require(to);
    kept.write(file.bytes().array(), from, to - from);
  }
}
