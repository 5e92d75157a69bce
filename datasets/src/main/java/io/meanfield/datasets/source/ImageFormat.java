package io.meanfield.datasets.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The formats of image files, each with the check that its header holds true. */
enum ImageFormat {
  PNG(PngFile::check),
  JPEG(JpegFile::check),
  GIF(GifFile::check),
  BMP(BmpFile::check),
  WEBP(WebpFile::check);

  private static final int MAX_SHOWN_BYTES = 8;

  private final Check check;

  ImageFormat(Check check) {
    this.check = check;
  }

  CheckedImage check(byte[] file) throws BadRecordException {
    return check.check(file);
  }

  /** The format that the first bytes are of. */
  static ImageFormat of(byte[] file) throws BadRecordException {
    if (startsWith(file, "\u0089PNG\r\n\u001a\n")) {
      return PNG;
    }
    if (startsWith(file, "\u00ff\u00d8\u00ff")) {
      return JPEG;
    }
    if (startsWith(file, "GIF87a") || startsWith(file, "GIF89a")) {
      return GIF;
    }
    if (startsWith(file, "BM")) {
      return BMP;
    }
    if (startsWith(file, "RIFF")
        && file.length >= 12
        && startsWith(Arrays.copyOfRange(file, 8, 12), "WEBP")) {
      return WEBP;
    }
    throw new BadRecordException(
        "expected a PNG, JPEG, GIF, BMP or WebP image, found a file that starts with the bytes "
            + HexFormat.ofDelimiter(" ")
                .formatHex(file, 0, Math.min(file.length, MAX_SHOWN_BYTES)));
  }

  private static boolean startsWith(byte[] file, String latin1) {
    byte[] magic = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return file.length >= magic.length
        && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
  }

  /** Compares what a header says with the file before memory is taken for it. */
  @FunctionalInterface
  private interface Check {
    CheckedImage check(byte[] file) throws BadRecordException;
  }
}
