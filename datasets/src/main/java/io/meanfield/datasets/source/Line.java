package io.meanfield.datasets.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A line of a file, or several that a quote holds together.
 *
 * @param number of its first line in what is read of the file, from 1
 * @param numLines that a quote holds together; 1 where none does
 * @param bytes without the last line feed, as many as are held of a long one
 * @param length the number of bytes that the file has there
 */
record Line(long number, int numLines, byte[] bytes, long length) {
  static final int MAX_BYTES = 1 << 20;

  boolean isTooLong() {
    return length > bytes.length;
  }

  boolean isEmpty() {
    return length == 0 || (length == 1 && bytes[0] == '\r');
  }

  /** Whether there is nothing but spaces and tabs in it. */
  boolean isBlank() {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return !isTooLong();
  }

  /** The text of a line in UTF-8. */
  String text() throws BadRecordException {
    return text(StandardCharsets.UTF_8);
  }

  /** The text of the line without its end, a lone line feed or one after a carriage return. */
  String text(Charset charset) throws BadRecordException {
    if (isTooLong()) {
      throw new BadRecordException(
          "expected a record of at most %d bytes, found %d bytes".formatted(bytes.length, length));
    }
    int end = bytes.length;
    if (end > 0 && bytes[end - 1] == '\r') {
      end--;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, end);
    try {
      return charset.newDecoder().decode(in).toString();
    } catch (CharacterCodingException e) {
      throw new BadRecordException(
          "expected %s, found the byte 0x%02x at byte %d of the record"
              .formatted(charset.name(), bytes[in.position()], in.position() + 1));
    }
  }
}
