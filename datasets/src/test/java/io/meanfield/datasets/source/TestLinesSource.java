package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.fake.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestLinesSource {
  @TempDir Path folder;
  private RawFiles files;

  @BeforeEach
  void makeFiles() {
    files = new RawFiles(folder);
  }

  @Test
  void aLineIsADocumentOfTheClassOfItsFile() throws Exception {
    byte[] good = "\ufeffso good\r\n\n \t \r\nwhat a film".getBytes(StandardCharsets.UTF_8);
    files.write("good.txt", good);
    files.write("better.txt", RawFiles.gzip("größer\n".getBytes(StandardCharsets.UTF_8)));
    files.write("bad.txt", "so \"bad\"\n");
    files.write("test.txt", "worse\n");
    Source source =
        new LinesSource(
            List.of(classFiles("+", "good.txt", "better.txt"), classFiles("-", "bad.txt")),
            List.of(classFiles("-", "test.txt")),
            "utf-8");
    source = RawFiles.serialized(source.within(folder.toString()));
    assertEquals(
        List.of("so good -> +", "what a film -> +", "größer -> +", "so \"bad\" -> -", "worse -> -"),
        words(source));
    List<RawSplit> splits = RawFiles.splits(source);
    assertEquals(
        List.of(false, false, false, true), splits.stream().map(RawSplit::isTest).toList());
    assertEquals(List.of("+", "-"), source.labelNames(splits));
    Source unlabelled = RawFiles.serialized(source.unlabelled(List.of(folder + "/bad.txt")));
    assertEquals(List.of("so \"bad\""), words(unlabelled));
  }

  @Test
  void whatIsNoTextIsABadRecordAtItsLine() throws IOException {
    byte[] latin = "a\ncaf\u00e9\n\nb\0\n".getBytes(StandardCharsets.ISO_8859_1);
    files.write("a.txt", latin);
    assertEquals(
        List.of(
            "a -> x",
            "bad line 2: expected UTF-8, found the byte 0xe9 at byte 4 of the record",
            "bad line 4: expected text, found a NUL as character 2"),
        words(source("utf-8")));
    assertEquals("café -> x", words(source("windows-1252")).get(1));
  }

  @Test
  void ofAnEndlessLineNoMoreThanAMebibyteIsHeld() throws IOException {
    files.write("a.txt", " ".repeat(3 << 20) + "\nshort\n" + "x".repeat(5 << 20));
    assertEquals(
        List.of(
            "bad line 1: expected a record of at most 1048576 bytes, found 3145728 bytes",
            "short -> x",
            "bad line 3: expected a record of at most 1048576 bytes, found 5242880 bytes"),
        words(source("utf-8")));
  }

  @Test
  void classesAndFilesComeOnce() {
    assertRefused(
        "every class once, found x twice", classFiles("x", "a.txt"), classFiles("x", "b.txt"));
    assertRefused(
        "every file once, found a.txt twice", classFiles("x", "a.txt"), classFiles("y", "a.txt"));
    assertRefused("at least one file in train, found none");
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new LinesSource(
                        List.of(classFiles("x", "a.txt")),
                        List.of(classFiles("y", "b.txt")),
                        "utf-8"))
            .getMessage();
    assertEquals("expected in test the classes of train, [x], found y", message);
    assertThrows(IllegalArgumentException.class, () -> source("utf-16"));
    assertThrows(IllegalArgumentException.class, () -> classFiles("x"));
  }

  @Test
  void damagedFilesAreRecordsAllOfThem() throws IOException {
    byte[] text = "one\nGrö\u00dfe\n\n\u65e5\u672c\r\n".repeat(3).getBytes(StandardCharsets.UTF_8);
    int numGood = 0;
    int numBad = 0;
    for (int file = 0; file < 100; file++) {
      ByteArrayOutputStream damaged = new ByteArrayOutputStream();
      for (int seed = 100 * file; seed < 100 * (file + 1); seed++) {
        damaged.writeBytes(Mutations.mutate(text, seed));
        damaged.write('\n');
      }
      files.write("a.txt", damaged.toByteArray());
      List<RawResult> results = RawFiles.read(source("utf-8"));
      int bad = (int) results.stream().filter(RawResult.Bad.class::isInstance).count();
      assertEquals(numNonBlankLines(damaged.toByteArray()), results.size(), "file " + file);
      numBad += bad;
      numGood += results.size() - bad;
    }
    assertTrue(numGood > 10_000 && numBad > 1000, numGood + " good, " + numBad + " bad");
  }

  /** By another way than the reader's. */
  private static int numNonBlankLines(byte[] file) {
    String bytes = new String(file, StandardCharsets.ISO_8859_1);
    return (int)
        Arrays.stream(bytes.replaceFirst("^\u00ef\u00bb\u00bf", "").split("\n"))
            .filter(line -> !line.matches("[ \t\r]*"))
            .count();
  }

  private LinesSource source(String charset) {
    return new LinesSource(
        List.of(classFiles("x", folder.resolve("a.txt").toString())), List.of(), charset);
  }

  private static ClassFiles classFiles(String label, String... files) {
    return new ClassFiles(label, List.of(files));
  }

  private static void assertRefused(String expected, ClassFiles... train) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new LinesSource(List.of(train), List.of(), "utf-8"))
            .getMessage();
    assertTrue(message.contains(expected), message);
  }

  private static List<String> words(Source source) throws IOException {
    return RawFiles.inWords(RawFiles.read(source));
  }
}
