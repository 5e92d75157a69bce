package io.meanfield.datasets.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.util.MimeUtil;
import org.jsoup.Jsoup;

/** What is read of a mail, part by part. Used by one thread, for one mail. */
final class MailParts {
  private static final Set<String> TRANSFER_ENCODINGS =
      Set.of("7bit", "8bit", "binary", "quoted-printable", "base64");

  private final Charset charset;
  private final List<String> plain = new ArrayList<>();
  private final List<String> html = new ArrayList<>();
  private String subject = "";
  private int numFields;
  private int numParts;
  private int numBytes;
  private boolean isAttachment;

  /**
   * @param charset of what does not name its own
   */
  MailParts(Charset charset) {
    this.charset = charset;
  }

  /** A part of a multipart begins, with its own header. */
  void startPart() {
    numParts++;
    isAttachment = false;
  }

  void addField(Field field) throws BadRecordException {
    numFields++;
    String name = field.getName().toLowerCase(Locale.ROOT);
    if (name.equals("subject") && numParts == 0) {
      subject = subject(field);
    } else if (name.equals("content-disposition")) {
      isAttachment = field.getBody().strip().toLowerCase(Locale.ROOT).startsWith("attachment");
    }
  }

  void addBody(BodyDescriptor part, InputStream content) throws IOException, BadRecordException {
    String type = part.getMimeType();
    boolean isPlain = type.equals("text/plain");
    if (isAttachment || !(isPlain || type.equals("text/html"))) {
      return;
    }
    (isPlain ? plain : html).add(decoded(part, content));
  }

  /**
   * The subject and the plain parts, or those of HTML if there is nothing in the plain ones.
   *
   * @throws BadRecordException if there is no header, as no mail is without
   */
  String text() throws BadRecordException {
    if (numFields == 0) {
      throw new BadRecordException("expected a mail with a header, found no field of one");
    }
    boolean hasPlain = plain.stream().anyMatch(text -> !text.isBlank());
    Stream<String> body =
        hasPlain ? plain.stream() : html.stream().map(page -> Jsoup.parse(page).text());
    return String.join("\n", Stream.concat(Stream.of(subject, ""), body).toList()).strip();
  }

  private String subject(Field field) throws BadRecordException {
    byte[] raw = field.getRaw().toByteArray();
    String line = decoded(charset, raw);
    String value = MimeUtil.unfold(line.substring(line.indexOf(':') + 1)).strip();
    return DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT);
  }

  private String decoded(BodyDescriptor part, InputStream content)
      throws IOException, BadRecordException {
    String encoding = part.getTransferEncoding().toLowerCase(Locale.ROOT);
    if (!TRANSFER_ENCODINGS.contains(encoding)) {
      throw new BadRecordException(
          "expected a transfer encoding of MIME, found %s".formatted(Excerpt.of(encoding)));
    }
    byte[] bytes = content.readNBytes(Line.MAX_BYTES - numBytes + 1);
    numBytes += bytes.length;
    if (numBytes > Line.MAX_BYTES) {
      throw new BadRecordException(
          "expected a mail with at most %d bytes of text, found more".formatted(Line.MAX_BYTES));
    }
    return decoded(charset(part), bytes);
  }

  private static String decoded(Charset charset, byte[] bytes) throws BadRecordException {
    return new TextDecoder(charset).parse(bytes).text();
  }

  private Charset charset(BodyDescriptor part) {
    String name = part.getCharset();
    return name == null
        ? charset
        : TextCharset.known(name.strip())
            .filter(named -> !named.equals(StandardCharsets.US_ASCII))
            .orElse(charset);
  }
}
