package io.meanfield.datasets.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;

/** Makes a text of a file, without the byte order mark. Used by one thread. */
final class TextDecoder implements FileParser {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Charset charset;

  TextDecoder(Charset charset) {
    this.charset = charset;
  }

  @Override
  public RawFeatures.Text parse(byte[] file) throws BadRecordException {
    if (file.length > Line.MAX_BYTES) {
      throw new BadRecordException(
          "expected a text of at most %d bytes, found more".formatted(Line.MAX_BYTES));
    }
    String text = decoded(file);
    requireText(text);
    boolean isMarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return new RawFeatures.Text(isMarked ? text.substring(1) : text);
  }

  static void requireText(String text) throws BadRecordException {
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw new BadRecordException("expected text, found a NUL as character %d".formatted(nul + 1));
    }
  }

  private String decoded(byte[] file) throws BadRecordException {
    ByteBuffer in = ByteBuffer.wrap(file);
    try {
      return charset.newDecoder().decode(in).toString();
    } catch (CharacterCodingException e) {
      Optional<String> utf16 = Utf16Mark.of(file, file.length);
      if (utf16.isPresent()) {
        throw new BadRecordException(
            "expected %s, found the byte order mark of %s: convert the file or tell charset"
                .formatted(charset.name(), utf16.get()));
      }
      throw new BadRecordException(
          "expected %s, found the byte 0x%02x at byte %d"
              .formatted(charset.name(), file[in.position()], in.position() + 1));
    }
  }
}
