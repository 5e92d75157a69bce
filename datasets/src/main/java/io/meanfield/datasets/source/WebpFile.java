package io.meanfield.datasets.source;

import io.meanfield.datasets.source.CheckedImage.Extent;
import io.meanfield.datasets.source.CheckedImage.Samples;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Walks the chunks of a WebP file (Google, "WebP Container Specification") and compares the sizes
 * that it states for its image or, if it moves, for the first one. Color profiles are left out.
 */
final class WebpFile {
  private static final String FORMAT = "WebP";
  private static final int FIRST_CHUNK = 12;
  private static final int VP8 = 0x20385056;
  private static final int VP8L = 0x4c385056;
  private static final int VP8X = 0x58385056;
  private static final int ALPH = 0x48504c41;
  private static final int ANMF = 0x464d4e41;
  private static final int EXIF = 0x46495845;
  private static final long EXIF_PREFIX = 0x66697845L;
  private static final int PROFILE_FLAG = 0x20;
  private static final int FRAME_HEADER_BYTES = 16;
  private static final int COMPRESSED = 1;
  private static final int LOOK_AHEAD_BYTES = 16;

  private final FileBytes file;
  private Extent declared; // null without a VP8X chunk
  private Extent image; // null before the image data
  private int orientation = 1;

  private WebpFile(byte[] file) {
    this.file = FileBytes.of(FORMAT, file, ByteOrder.LITTLE_ENDIAN);
  }

  static CheckedImage check(byte[] file) throws BadRecordException {
    return new WebpFile(file).check();
  }

  private CheckedImage check() throws BadRecordException {
    long end = 8 + file.u32(4);
    file.require(end);
    walk(FIRST_CHUNK, end);
    if (image == null) {
      throw file.unexpected("image data", "none");
    }
    return new CheckedImage(image, orientation, Samples.COLORS, withoutProfile());
  }

  private void walk(long from, long end) throws BadRecordException {
    for (long at = from; at + 8 <= end; ) {
      long length = file.u32(at + 4);
      if (at + 8 + length > end) {
        throw file.unexpected(
            "chunks within its first %d bytes".formatted(end),
            "one of %d bytes at byte %d".formatted(length, at));
      }
      chunk((int) at + 8, length);
      at += 8 + length + (length & 1);
    }
  }

  private void chunk(int content, long length) throws BadRecordException {
    switch (file.i32(content - 8)) {
      case VP8X -> declared = Extent.of(FORMAT, 1 + u24(content + 4), 1 + u24(content + 7));
      case VP8 ->
          image(Extent.of(FORMAT, file.u16(content + 6) & 0x3fff, file.u16(content + 8) & 0x3fff));
      case VP8L -> {
        int sizes = file.i32(content + 1);
        image(Extent.of(FORMAT, 1 + (sizes & 0x3fff), 1 + (sizes >>> 14 & 0x3fff)));
      }
      case ALPH -> {
        if ((file.u8(content) & 3) != COMPRESSED) {
          throw file.unexpected("compressed transparency", "method " + (file.u8(content) & 3));
        }
      }
      case ANMF -> {
        if (image == null) {
          declared = Extent.of(FORMAT, 1 + u24(content + 6), 1 + u24(content + 9));
          walk(content + FRAME_HEADER_BYTES, content + length);
        }
      }
      case EXIF -> {
        int skipped = length >= 6 && file.u32(content) == EXIF_PREFIX ? 6 : 0;
        orientation =
            ExifOrientation.of(file.bytes().slice(content + skipped, (int) length - skipped));
      }
      default -> {}
    }
  }

  private void image(Extent found) throws BadRecordException {
    if (declared != null && !declared.equals(found)) {
      throw file.unexpected("an image of " + declared, found);
    }
    image = found;
  }

  private long u24(int at) throws BadRecordException {
    return file.u16(at) | (long) file.u8(at + 2) << 16;
  }

  /** Longer than the file: its reader looks ahead, and is slow beyond all measure at an end. */
  private byte[] withoutProfile() throws BadRecordException {
    byte[] copy = Arrays.copyOf(file.bytes().array(), file.length() + LOOK_AHEAD_BYTES);
    if (file.i32(FIRST_CHUNK) == VP8X) {
      copy[FIRST_CHUNK + 8] &= ~PROFILE_FLAG;
    }
    return copy;
  }
}
