package io.meanfield.datasets.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The orientation in Exif data (Exif 2.32, section 4.6: the TIFF tag 0x0112 of the first
 * directory). Only that tag is read: Exif holds offsets to anything, and much of it is written
 * wrongly. Data without a readable one are taken as upright.
 */
final class ExifOrientation {
  private static final int UPRIGHT = 1;
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private ExifOrientation() {}

  /**
   * @param tiff the Exif data from the byte order mark on
   * @return 1 to 8
   */
  static int of(ByteBuffer tiff) {
    ByteBuffer bytes = tiff.slice();
    try {
      bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = bytes.getInt(4);
      int numEntries = Short.toUnsignedInt(bytes.getShort(directory));
      for (int i = 0; i < numEntries; i++) {
        int entry = directory + 2 + i * ENTRY_BYTES;
        if (Short.toUnsignedInt(bytes.getShort(entry)) == TAG) {
          int value = bytes.getShort(entry + 8);
          return bytes.getShort(entry + 2) == SHORT && value >= 1 && value <= 8 ? value : UPRIGHT;
        }
      }
      return UPRIGHT;
    } catch (IndexOutOfBoundsException e) {
      return UPRIGHT;
    }
  }
}
