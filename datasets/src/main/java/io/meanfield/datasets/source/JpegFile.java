package io.meanfield.datasets.source;

import io.meanfield.datasets.source.CheckedImage.Extent;
import io.meanfield.datasets.source.CheckedImage.Samples;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;

/**
 * Walks the segments of a JPEG file (ITU-T T.81, annex B) to its end mark, so that one that is cut
 * off is told before it is decoded: decoders fill what is missing with gray. Color profiles are
 * left out.
 */
final class JpegFile {
  private static final String FORMAT = "JPEG";
  private static final int SOS = 0xda;
  private static final int EOI = 0xd9;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final long EXIF = 0x45786966L;
  private static final long ADOBE = 0x41646f62L;
  private static final int ADOBE_YCCK = 2;

  /** Each scan of a progressive image costs a pass over all its pixels. */
  private static final int MAX_SCANS = 500;

  private final FileBytes file;
  private ByteArrayOutputStream kept; // null while nothing is left out
  private Extent extent; // null before the frame header
  private int numComponents;
  private int adobeTransform;
  private int orientation = 1;
  private int numScans;

  private JpegFile(byte[] file) {
    this.file = FileBytes.of(FORMAT, file, ByteOrder.BIG_ENDIAN);
  }

  static CheckedImage check(byte[] file) throws BadRecordException {
    return new JpegFile(file).check();
  }

  private CheckedImage check() throws BadRecordException {
    byte[] bytes = file.bytes().array();
    int from = 2;
    for (int at = nextMarker(from); file.u8(at) != EOI; at = nextMarker(from)) {
      int marker = file.u8(at);
      int end = at + 1 + file.u16(at + 1);
      file.require(end);
      segment(marker, at + 3);
      if (marker == APP2) {
        leaveOut(from);
      } else {
        keep(from, end);
      }
      from = end;
    }
    keep(from, file.length());
    if (extent == null || numScans == 0) {
      throw file.unexpected("a frame and a scan before the end mark", "none");
    }
    byte[] whole = kept == null ? bytes : kept.toByteArray();
    return new CheckedImage(extent, orientation, samples(), whole);
  }

  /**
   * @param from where a segment begins
   */
  private void leaveOut(int from) {
    if (kept == null) {
      kept = new ByteArrayOutputStream(file.length());
      keep(0, from);
    }
  }

  private void keep(int from, int to) {
    if (kept != null) {
      kept.write(file.bytes().array(), from, to - from);
    }
  }

  private void segment(int marker, int content) throws BadRecordException {
    switch (marker) {
      case APP1 -> {
        if (orientation == 1 && file.u32(content) == EXIF) {
          orientation = exif(content + 6, content - 2 + file.u16(content - 2));
        }
      }
      case APP14 -> {
        if (file.u32(content) == ADOBE) {
          adobeTransform = file.u8(content + 11);
        }
      }
      case SOS -> {
        if (++numScans > MAX_SCANS) {
          throw file.unexpected("at most %d scans".formatted(MAX_SCANS), "more");
        }
      }
      default -> {
        if (isFrame(marker)) {
          frame(content);
        }
      }
    }
  }

  private void frame(int content) throws BadRecordException {
    if (extent != null) {
      throw file.unexpected("one frame", "another at byte " + content);
    }
    extent = Extent.of(FORMAT, file.u16(content + 3), file.u16(content + 1));
    numComponents = file.u8(content + 5);
  }

  private int exif(int from, int to) {
    return from > to ? 1 : ExifOrientation.of(file.bytes().slice(from, to - from));
  }

  private Samples samples() {
    return switch (numComponents) {
      case 3 -> Samples.RGB;
      case 4 -> adobeTransform == ADOBE_YCCK ? Samples.YCCK : Samples.CMYK;
      default -> Samples.COLORS;
    };
  }

  /** Where the code of the next marker is; the data of a scan have none but restart marks. */
  private int nextMarker(int from) throws BadRecordException {
    byte[] bytes = file.bytes().array();
    for (int at = from; at + 1 < bytes.length; at++) {
      if (bytes[at] == (byte) 0xff) {
        int code = Byte.toUnsignedInt(bytes[at + 1]);
        if (code != 0 && code != 0xff && !isAlone(code)) {
          return at + 1;
        }
      }
    }
    throw file.unexpected(
        "the end mark", "none in %d bytes: it is cut off".formatted(bytes.length));
  }

  private static boolean isAlone(int marker) {
    return marker == 0x01 || marker >= 0xd0 && marker <= 0xd8;
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }
}
