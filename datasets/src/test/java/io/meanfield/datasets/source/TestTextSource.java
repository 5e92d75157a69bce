package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.fake.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestTextSource {
  private static final String TEXT = "\ufeff\n \t\none\r\ntwo\n\n\r\n\nthree\n  \nfour\nfive";

  @TempDir Path folder;
  private RawFiles files;

  @BeforeEach
  void makeFiles() {
    files = new RawFiles(folder);
  }

  @Test
  void aDocumentIsAFileAParagraphOrALine() throws Exception {
    files.write("a.txt", TEXT);
    assertEquals(List.of("one|two||||three|  |four|five"), documents(TextUnit.FILE));
    assertEquals(List.of("one|two", "three", "four|five"), documents(TextUnit.PARAGRAPH));
    assertEquals(List.of("one", "two", "three", "four", "five"), documents(TextUnit.LINE));
  }

  @Test
  void documentsAreTextsWithoutLabels() throws Exception {
    files.write("a.txt", "text\n");
    TextSource source = RawFiles.serialized(source(TextUnit.FILE));
    assertFalse(source.hasLabels());
    RawResult.Good good = (RawResult.Good) RawFiles.read(source).get(0);
    assertEquals(new RawLabel.None(), good.label().orElseThrow());
    assertEquals("text", ((RawFeatures.Text) good.features()).text());
  }

  @Test
  void foldersGiveTheirFilesInOrder() throws IOException {
    Files.createDirectories(folder.resolve("novels/old"));
    files.write("novels/b", "second");
    files.write("novels/old/c", RawFiles.gzip("third".getBytes(StandardCharsets.UTF_8)));
    files.write("novels/a", "first\n");
    files.write("novels/_a", "hidden");
    files.write("novels/empty", "");
    files.write("novels/blank", " \n\n");
    files.write("test", "test");
    TextSource source =
        new TextSource(
                List.of("novels"), List.of("test"), TextUnit.FILE, Documents.SEPARATE, "utf-8")
            .within(folder.toString());
    assertEquals(List.of("first", "second", "third", "test"), words(source));
    List<RawSplit> splits = RawFiles.splits(source);
    assertEquals(List.of(false, true), splits.stream().map(RawSplit::isTest).toList());
    TextSource missing = source.unlabelled(List.of(folder + "/poems"));
    assertThrows(DataException.class, () -> RawFiles.splits(missing));
  }

  @Test
  void whatIsNoTextIsABadRecordWhereItBegins() throws IOException {
    byte[] latin = "one\n\ntwo\ncaf\u00e9\n\nb\0\n\nlast".getBytes(StandardCharsets.ISO_8859_1);
    files.write("a.txt", latin);
    assertEquals(
        List.of(
            "one",
            "bad line 3: expected UTF-8, found the byte 0xe9 at byte 8 of the record",
            "bad line 6: expected text, found a NUL as character 2",
            "last"),
        documents(TextUnit.PARAGRAPH));
  }

  @Test
  void ofAnEndlessParagraphNoMoreThanAMebibyteIsHeld() throws IOException {
    files.write("a.txt", "line\n".repeat(500_000) + "\nshort\n\n" + "x".repeat(2 << 20));
    assertEquals(
        List.of(
            "bad line 1: expected a record of at most 1048576 bytes, found 2499999 bytes",
            "short",
            "bad line 500004: expected a record of at most 1048576 bytes, found 2097152 bytes"),
        documents(TextUnit.PARAGRAPH));
  }

  @Test
  void aFileMayBeAsLargeAsANovelButNotAsALibrary() throws IOException {
    String novel = "line\n".repeat(500_000) + "\n" + "x".repeat(2 << 20);
    files.write("a.txt", novel);
    assertEquals(List.of(novel.replace('\n', '|')), documents(TextUnit.FILE));
    files.write("a.txt", novel.repeat(20));
    assertEquals(
        List.of("bad line 1: expected a record of at most 67108864 bytes, found 91943060 bytes"),
        documents(TextUnit.FILE));
  }

  @Test
  void damagedFilesAreDocumentsAllOfThem() throws IOException {
    byte[] text = (TEXT + "\nGr\u00f6\u00dfe \u65e5\u672c").getBytes(StandardCharsets.UTF_8);
    int numGood = 0;
    int numBad = 0;
    for (int file = 0; file < 100; file++) {
      ByteArrayOutputStream damaged = new ByteArrayOutputStream();
      for (int seed = 100 * file; seed < 100 * (file + 1); seed++) {
        damaged.writeBytes(Mutations.mutate(text, seed));
        damaged.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
      }
      files.write("a.txt", damaged.toByteArray());
      List<RawResult> results = RawFiles.read(source(TextUnit.PARAGRAPH));
      int bad = (int) results.stream().filter(RawResult.Bad.class::isInstance).count();
      assertEquals(numParagraphs(damaged.toByteArray()), results.size(), "file " + file);
      assertEquals(1, RawFiles.read(source(TextUnit.FILE)).size());
      numBad += bad;
      numGood += results.size() - bad;
    }
    assertTrue(numGood > 10_000 && numBad > 1000, numGood + " good, " + numBad + " bad");
  }

  /** By another way than the reader's. */
  private static int numParagraphs(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    String[] paragraphs =
        text.replaceFirst("^\u00ef\u00bb\u00bf", "").split("(^|\n)([ \t\r]*\n)+", -1);
    return (int) Arrays.stream(paragraphs).filter(p -> !p.matches("[ \t\r\n]*")).count();
  }

  private List<String> documents(TextUnit unit) throws IOException {
    return words(source(unit)).stream()
        .map(text -> text.replace("\r", "").replace('\n', '|'))
        .toList();
  }

  private TextSource source(TextUnit unit) {
    return new TextSource(
        List.of(folder.resolve("a.txt").toString()), List.of(), unit, Documents.SEPARATE, "utf-8");
  }

  private static List<String> words(Source source) throws IOException {
    return RawFiles.inWords(RawFiles.read(source)).stream()
        .map(words -> words.replace(" -> none", ""))
        .toList();
  }
}
