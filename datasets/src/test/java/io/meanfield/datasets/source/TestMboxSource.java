package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.fake.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestMboxSource {
  private static final String START = "From a@example.org Tue Aug  6 11:01:33 2002\n";
  private static final String MAIL =
      """
      Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=

      From here on, text.

      >From the quoted
      >>From the twice quoted
      From friends of mine

      """;

  @TempDir Path folder;
  private RawFiles files;

  @BeforeEach
  void makeFiles() {
    files = new RawFiles(folder);
  }

  @Test
  void aMailBeginsBehindItsFromLine() throws Exception {
    files.write("inbox", "\n" + START + MAIL + START + "Subject: second\n\ntext\n");
    byte[] junk =
        (START + "Subject: buy\n\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    files.write("junk", RawFiles.gzip(junk));
    MboxSource source =
        new MboxSource(
                List.of(
                    new ClassFiles("ham", List.of("inbox")),
                    new ClassFiles("spam", List.of("junk"))),
                List.of(),
                "utf-8")
            .within(folder.toString());
    String text =
        "Grüße\n\nFrom here on, text.\n\nFrom the quoted\n>From the twice quoted\nFrom friends of mine";
    assertEquals(
        List.of(text + " -> ham", "second\n\ntext -> ham", "buy -> spam"),
        words(RawFiles.serialized(source)));
    Source unlabelled = RawFiles.serialized(source.unlabelled(List.of(folder + "/junk")));
    assertEquals(List.of("buy"), words(unlabelled));
  }

  @Test
  void whatIsNoMailIsABadRecordAtItsLine() throws IOException {
    files.write(
        "a",
        START
            + "text\n\n"
            + START
            + MAIL
            + START
            + "Subject: long\n\n"
            + "x".repeat(2 << 20)
            + "\n");
    List<String> words = words(source());
    assertEquals(3, words.size());
    assertEquals("bad line 1: expected a mail with a header, found no field of one", words.get(0));
    assertEquals(
        "bad line 13: expected lines of at most 1048576 bytes in a mail, found a longer one",
        words.get(2));
  }

  @Test
  void anotherFileIsNoMailbox() throws IOException {
    files.write("a", MAIL);
    String message = assertThrows(DataException.class, () -> words(source())).getMessage();
    assertTrue(message.contains("found \"Subject: "), message);
  }

  @Test
  void damagedMailboxesAreMailsAllOfThem() throws IOException {
    byte[] mail = (START + MAIL).repeat(2).getBytes(StandardCharsets.UTF_8);
    int numGood = 0;
    int numBad = 0;
    for (int file = 0; file < 100; file++) {
      ByteArrayOutputStream damaged = new ByteArrayOutputStream();
      damaged.writeBytes((START + MAIL).getBytes(StandardCharsets.UTF_8));
      for (int seed = 100 * file; seed < 100 * (file + 1); seed++) {
        damaged.writeBytes(Mutations.mutate(mail, seed));
        damaged.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
      }
      files.write("a", damaged.toByteArray());
      List<RawResult> results = RawFiles.read(source());
      int bad = (int) results.stream().filter(RawResult.Bad.class::isInstance).count();
      assertEquals(numStarts(damaged.toByteArray()), results.size(), "file " + file);
      numBad += bad;
      numGood += results.size() - bad;
    }
    assertTrue(numGood > 10_000 && numBad > 500, numGood + " good, " + numBad + " bad");
  }

  /** By another way than the reader's. */
  private static int numStarts(byte[] file) {
    String text = "\n" + new String(file, StandardCharsets.ISO_8859_1);
    Pattern start = Pattern.compile("\n\r?\n(?=From \\S[^\n]* [0-9]{1,2}:[0-9]{2}\\b)");
    return 1 + (int) start.matcher(text).results().count();
  }

  private MboxSource source() {
    return new MboxSource(
        List.of(new ClassFiles("x", List.of(folder.resolve("a").toString()))), List.of(), "utf-8");
  }

  private static List<String> words(Source source) throws IOException {
    return RawFiles.inWords(RawFiles.read(source));
  }
}
