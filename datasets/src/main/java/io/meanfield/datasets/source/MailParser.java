package io.meanfield.datasets.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/** Makes a text of a mail. Used by one thread. */
final class MailParser implements FileParser {
  /** Each holds a buffer, and hands on all bytes of those in it. */
  private static final int MAX_NESTED = 32;

  private static final byte[] MBOX_START = "From ".getBytes(StandardCharsets.US_ASCII);

  private static final MimeConfig CONFIG =
      MimeConfig.custom()
          .setMaxLineLen(-1)
          .setMaxContentLen(-1)
          .setMaxHeaderCount(10_000)
          .setMaxHeaderLen(Line.MAX_BYTES)
          .build();

  private final Charset charset;

  /**
   * @param charset of what does not name its own
   */
  MailParser(Charset charset) {
    this.charset = charset;
  }

  @Override
  public RawFeatures.Text parse(byte[] file) throws BadRecordException {
    if (file.length > MAX_BYTES) {
      throw new BadRecordException(
          "expected a mail of at most %d bytes, found more".formatted(MAX_BYTES));
    }
    try {
      return new RawFeatures.Text(parts(file).text());
    } catch (IOException | MimeException e) {
      throw new BadRecordException(
          "expected a mail, found a damaged one: %s".formatted(Excerpt.of(e.toString())));
    }
  }

  private MailParts parts(byte[] file) throws IOException, MimeException, BadRecordException {
    MimeTokenStream tokens = new MimeTokenStream(CONFIG);
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    tokens.parse(withoutMboxLine(file));
    MailParts parts = new MailParts(charset);
    int numNested = 0;
    for (EntityState at = tokens.getState(); at != EntityState.T_END_OF_STREAM; ) {
      switch (at) {
        case T_FIELD -> parts.addField(tokens.getField());
        case T_START_BODYPART -> parts.startPart();
        case T_BODY -> parts.addBody(tokens.getBodyDescriptor(), tokens.getDecodedInputStream());
        case T_START_MULTIPART -> requireFew(++numNested);
        case T_END_MULTIPART -> numNested--;
        default -> {}
      }
      at = tokens.next();
    }
    return parts;
  }

  /** The first line of a mail in a mailbox is no field of its header. */
  private static ByteArrayInputStream withoutMboxLine(byte[] file) {
    int length = MBOX_START.length;
    int start = 0;
    if (file.length >= length && Arrays.equals(file, 0, length, MBOX_START, 0, length)) {
      while (start < file.length && file[start] != '\n') {
        start++;
      }
      start = Math.min(file.length, start + 1);
    }
    return new ByteArrayInputStream(file, start, file.length - start);
  }

  private static void requireFew(int numNested) throws BadRecordException {
    if (numNested > MAX_NESTED) {
      throw new BadRecordException(
          "expected at most %d parts in each other, found more".formatted(MAX_NESTED));
    }
  }
}
