package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.util.EnumMap;
import java.util.Map;

/**
 * Decodes image files: PNG, JPEG, the first image of a GIF, BMP and WebP, told by their first
 * bytes. Pixels come upright, with 1 (gray), 2 (gray, alpha), 3 (RGB) or 4 (RGBA) channels; colors
 * are not multiplied by alpha, and color profiles are not applied. Used by one thread.
 */
final class ImageDecoder {
  private final Map<ImageFormat, FormatReader> readers = new EnumMap<>(ImageFormat.class);

  ImageDecoder() {
    for (ImageFormat format : ImageFormat.values()) {
      readers.put(format, new FormatReader(format));
    }
  }

  /**
   * @throws BadRecordException for whatever is not a whole image of a known format and of at most
   *     2^26 pixels
   */
  Pixels decode(byte[] file) throws BadRecordException {
    if (file.length == 0 || file.length > FileParser.MAX_BYTES) {
      throw new BadRecordException(
          "expected an image file of 1 to %d bytes, found %d"
              .formatted(FileParser.MAX_BYTES, file.length));
    }
    ImageFormat format = ImageFormat.of(file);
    return readers.get(format).read(format.check(file));
  }
}
