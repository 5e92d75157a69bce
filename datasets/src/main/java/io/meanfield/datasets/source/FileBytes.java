package io.meanfield.datasets.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Unsigned numbers in the bytes of a file; what lies past the end is a bad record. */
record FileBytes(String format, ByteBuffer bytes) {

  static FileBytes of(String format, byte[] file, ByteOrder order) {
    return new FileBytes(format, ByteBuffer.wrap(file).order(order));
  }

  int length() {
    return bytes.limit();
  }

  int u8(long at) throws BadRecordException {
    require(at + 1);
    return Byte.toUnsignedInt(bytes.get((int) at));
  }

  int u16(long at) throws BadRecordException {
    require(at + 2);
    return Short.toUnsignedInt(bytes.getShort((int) at));
  }

  long u32(long at) throws BadRecordException {
    return Integer.toUnsignedLong(i32(at));
  }

  int i32(long at) throws BadRecordException {
    require(at + 4);
    return bytes.getInt((int) at);
  }

  /**
   * @param end where the next part of the file ends, as its header says
   */
  void require(long end) throws BadRecordException {
    if (end > bytes.limit()) {
      throw new BadRecordException(
          "expected a %s file of at least %d bytes, found %d: it is cut off"
              .formatted(format, end, bytes.limit()));
    }
  }

  BadRecordException unexpected(String expected, Object found) {
    return new BadRecordException(
        "expected %s in a %s file, found %s".formatted(expected, format, found));
  }
}
