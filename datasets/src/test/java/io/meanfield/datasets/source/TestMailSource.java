package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.fake.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TestMailSource {
  private static final String ALTERNATIVES =
      """
      From: a@example.org
      Subject: =?iso-8859-1?Q?Gr=FC=DFe?= from
       =?utf-8?B?5p2x5Lqs?=
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="outer"

      For readers without MIME.
      --outer
      Content-Type: multipart/alternative; boundary="inner"

      --inner
      Content-Type: text/plain; charset=iso-8859-1
      Content-Transfer-Encoding: quoted-printable

      Caf=E9 and a line that =
      goes on
      --inner
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: base64

      PHA+SFRNTDwvcD4=
      --inner--
      --outer
      Content-Type: text/plain
      Content-Disposition: attachment; filename="notes.txt"

      An attachment.
      --outer
      Content-Type: image/png
      Content-Transfer-Encoding: base64

      iVBORw0KGgo=
      --outer
      Content-Type: message/rfc822

      Subject: A forwarded mail

      Its text.
      --outer--
      """;
  private static final String HTML =
      """
      Subject: Cheap
      Content-Type: multipart/alternative; boundary=b

      --b
      Content-Type: text/plain

       \s
      --b
      Content-Type: text/html

      <html><head><style>p {color: red}</style><script>buy()</script></head>
      <body><p>Buy&nbsp;now &amp; <b>save</b><br>today</p><!-- hidden --></body></html>
      --b--
      """;

  @TempDir Path folder;

  @Test
  void aMailIsItsSubjectAndItsPlainText() throws Exception {
    write("ham/1.eml", ALTERNATIVES);
    write("ham/2.eml", "From x@example.org Tue Aug  6 11:01:33 2002\n" + ALTERNATIVES);
    write("spam/3", ALTERNATIVES.replace("\n", "\r\n"));
    Source source = RawFiles.serialized(source("utf-8"));
    String text = "Grüße from 東京\n\nCafé and a line that goes on";
    assertEquals(List.of(text + " -> ham", text + " -> ham", text + " -> spam"), words(source));
    Source unlabelled = RawFiles.serialized(source.unlabelled(List.of(folder + "/spam/3")));
    assertEquals(List.of(text), words(unlabelled));
  }

  @Test
  void htmlIsReadWhereThereIsNoPlainText() throws IOException {
    write("spam/1", HTML);
    assertEquals(List.of("Cheap\n\nBuy now & save today -> spam"), words(source("utf-8")));
  }

  @Test
  void whatNamesNoCharsetIsReadAsTold() throws IOException {
    byte[] latin = "Subject: caf\u00e9\n\nna\u00efve".getBytes(StandardCharsets.ISO_8859_1);
    write("ham/1", latin);
    String header = "Content-Type: text/plain; charset=%s\n\nna\u00efve";
    write("ham/2", header.formatted("us-ascii").getBytes(StandardCharsets.ISO_8859_1));
    write("ham/3", header.formatted("DEFAULT").getBytes(StandardCharsets.ISO_8859_1));
    write("ham/4", header.formatted("utf-8").getBytes(StandardCharsets.ISO_8859_1));
    write("ham/5", header.formatted("gb2312").getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        List.of(
            "bad whole file: expected UTF-8, found the byte 0xe9 at byte 13",
            "bad whole file: expected UTF-8, found the byte 0xef at byte 3",
            "bad whole file: expected UTF-8, found the byte 0xef at byte 3",
            "bad whole file: expected UTF-8, found the byte 0xef at byte 3",
            "bad whole file: expected GB2312, found the byte 0xef at byte 3"),
        words(source("utf-8")));
    assertEquals(
        List.of("café\n\nnaïve -> ham", "naïve -> ham", "naïve -> ham"),
        words(source("iso-8859-1")).subList(0, 3));
  }

  @Test
  void whatIsNoMailIsABadRecord() throws IOException {
    write("ham/1", "no header at all");
    write("ham/2", "");
    write("ham/4", "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n");
    write("ham/5", "Subject: a\n\nb\0c");
    write("ham/6", "Subject: a\n\n" + "long ".repeat(Line.MAX_BYTES / 5 + 1));
    assertEquals(
        List.of(
            "bad whole file: expected a mail with a header, found no field of one",
            "bad whole file: expected a mail with a header, found no field of one",
            "bad whole file: expected a transfer encoding of MIME, found \"x-uuencode\"",
            "bad whole file: expected text, found a NUL as character 2",
            "bad whole file: expected a mail with at most 1048576 bytes of text, found more"),
        words(source("utf-8")));
  }

  @Test
  void aLargeAttachmentIsNoText() throws IOException {
    String image = Base64.getMimeEncoder().encodeToString(new byte[8 << 20]);
    write(
        "ham/1",
        "Subject: picture\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n" + image);
    assertEquals(List.of("picture -> ham"), words(source("utf-8")));
  }

  @Test
  void partsInPartsAreBounded() throws IOException {
    StringBuilder nested = new StringBuilder("Subject: deep\n");
    for (int i = 0; i < 10_000; i++) {
      nested.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));
    }
    write("ham/1", nested.toString());
    write("ham/2", "Content-Type: text/html\n\n" + "<div><b>".repeat(100_000));
    write("ham/3", "Content-Type: text/html\n\n" + "<table><a><p>".repeat(70_000));
    assertEquals(
        List.of(
            "bad whole file: expected at most 32 parts in each other, found more",
            " -> ham",
            " -> ham"),
        words(source("utf-8")));
  }

  @Test
  void aCharsetWithoutAsciiIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> source("utf-16")).getMessage();
    assertTrue(message.contains("one byte each"), message);
  }

  @Test
  void damagedMailsAreTextsOrBadRecords() {
    MailParser parser = new MailParser(StandardCharsets.UTF_8);
    int numTexts = 0;
    int numBad = 0;
    for (String mail : List.of(ALTERNATIVES, HTML)) {
      for (int seed = 0; seed < 10_000; seed++) {
        try {
          parser.parse(Mutations.mutate(mail.getBytes(StandardCharsets.UTF_8), seed));
          numTexts++;
        } catch (BadRecordException e) {
          assertTrue(e.getMessage().contains("found"), e.getMessage());
          numBad++;
        }
      }
    }
    assertEquals(20_000, numTexts + numBad);
    assertTrue(numTexts > 1000 && numBad > 1000, numTexts + " texts, " + numBad + " bad");
  }

  private MailSource source(String charset) {
    return new MailSource(folder.toString(), "", charset);
  }

  private static List<String> words(Source source) throws IOException {
    return RawFiles.inWords(RawFiles.read(source));
  }

  private void write(String name, String content) throws IOException {
    write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
