package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestParallelTextSource {
  @TempDir Path folder;
  private RawFiles files;

  @BeforeEach
  void startWithAnEmptyFolder() {
    files = new RawFiles(folder);
  }

  @Test
  void linesOfOneNumberBelongTogetherPlainOrCompressed() throws IOException {
    byte[] english = "\ufeffone\r\ntwo words\nthree\n".getBytes(StandardCharsets.UTF_8);
    byte[] french = "un\ndeux mots\ntroïs".getBytes(StandardCharsets.UTF_8);
    List<String> expected =
        List.of("one = un -> none", "two words = deux mots -> none", "three = troïs -> none");
    assertEquals(expected, words(pair(english, french)));
    assertEquals(expected, words(pair(RawFiles.gzip(english), french)));
  }

  @Test
  void aLineThatIsBlankOnOneSideIsABadRecordAndOnBothNone() throws IOException {
    ParallelFiles pair = pair("one\n \n\nfour\nfive\n", "un\n\t\ntrois\n\r\ncinq\n");
    List<RawResult> results = RawFiles.read(source(pair));
    assertEquals(
        List.of(
            "one = un -> none",
            "bad line 3: expected a text, as there is one in this line of %s, found a blank line"
                .formatted(pair.target()),
            "bad line 4: expected a text, as there is one in this line of %s, found a blank line"
                .formatted(pair.source()),
            "five = cinq -> none"),
        RawFiles.inWords(results));
    assertEquals(pair.source(), ((RawResult.Bad) results.get(1)).file());
    assertEquals(pair.target(), ((RawResult.Bad) results.get(2)).file());
  }

  @Test
  void bytesThatAreNoTextAreBadRecordsOfTheFileThatHasThem() throws IOException {
    byte[] latin = "un\nété\nqua\u0000tre\n".getBytes(StandardCharsets.ISO_8859_1);
    ParallelFiles pair = pair("one\nsummer\nfour\n".getBytes(StandardCharsets.UTF_8), latin);
    List<RawResult> results = RawFiles.read(source(pair));
    assertEquals(
        List.of(
            "one = un -> none",
            "bad line 2: expected UTF-8, found the byte 0xe9 at byte 1 of the record",
            "bad line 3: expected text, found a NUL as character 4"),
        RawFiles.inWords(results));
    assertEquals(pair.target(), ((RawResult.Bad) results.get(1)).file());
    assertEquals(
        List.of("one = un -> none", "summer = été -> none"),
        words(new ParallelTextSource(List.of(pair), List.of(), "iso-8859-1")).subList(0, 2));
  }

  @Test
  void aLineOfMoreThanAMebibyteIsABadRecord() throws IOException {
    String line = "x".repeat((1 << 20) + 1);
    assertEquals(
        List.of(
            "bad line 1: expected a record of at most 1048576 bytes, found 1048577 bytes",
            "b = y -> none"),
        words(source(pair("a\nb\n", line + "\ny\n"))));
  }

  @Test
  void filesOfDifferentLengthsAreRefusedWithBothCounts() throws IOException {
    for (int more : new int[] {1, 3, 5000}) {
      String longer = "text\n".repeat(2 + more);
      ParallelFiles pair = pair(longer, "un\ndeux\n");
      assertFails(
          source(pair),
          "expected as many lines in both files, found %d in %s and 2 in %s: line n of the one"
              .formatted(2 + more, pair.source(), pair.target()));
      pair = pair("one\ntwo", longer);
      assertFails(
          source(pair),
          "found 2 in %s and %d in %s".formatted(pair.source(), 2 + more, pair.target()));
    }
  }

  @Test
  void filesThatAreNotThereOrEmptyAreNamed() throws IOException {
    String there = files.write("there", "a\n");
    String empty = files.write("empty", "");
    String missing = folder.resolve("missing").toString();
    assertFails(source(new ParallelFiles(there, missing)), missing, "dataset.source.train");
    assertFails(source(new ParallelFiles(empty, there)), empty, "found 0 bytes");
    ParallelFiles utf16 = pair("a\n".getBytes(StandardCharsets.UTF_16), "b\n".getBytes());
    assertFails(source(utf16), "expected UTF-8 in " + utf16.source(), "UTF-16");
    ParallelTextSource noTest =
        new ParallelTextSource(
            List.of(new ParallelFiles(there, files.write("t", "b"))),
            List.of(new ParallelFiles(missing, there)),
            "utf-8");
    assertFails(noTest, missing, "dataset.source.test");
  }

  @Test
  void pairsAreSplitsAndThoseOfTheTestPartComeLast() throws IOException {
    ParallelFiles pair = pair("a\n", "b\n");
    ParallelFiles other = new ParallelFiles(pair.target(), pair.source());
    ParallelTextSource source = new ParallelTextSource(List.of(pair), List.of(other), "utf-8");
    assertEquals(
        List.of(RawSplit.ofOne(0, pair.source(), false), RawSplit.ofOne(1, other.source(), true)),
        RawFiles.splits(source));
    assertEquals(List.of("a = b -> none", "b = a -> none"), words(source));
    assertEquals(
        List.of("train[0].source", "train[0].target", "test[0].source", "test[0].target"),
        source.inputs().stream().map(RawInput::key).toList());
  }

  @Test
  void textsToTranslateAreReadAlone() throws Exception {
    files.write("texts", "one\n\ntwo\n");
    Source source = source(new ParallelFiles("elsewhere", "else")).unlabelled(List.of("texts"));
    assertEquals(
        List.of("one", "two"),
        RawFiles.inWords(RawFiles.read(RawFiles.serialized(source.within(folder.toString())))));
  }

  @Test
  void survivesSerializationAndTakesRelativePathsFromAFolder() throws Exception {
    ParallelTextSource source =
        new ParallelTextSource(
            List.of(new ParallelFiles("a", "/b")),
            List.of(new ParallelFiles("c", "s3a://d/e")),
            "utf-8");
    assertEquals(source, RawFiles.serialized(source));
    assertEquals(
        new ParallelTextSource(
            List.of(new ParallelFiles("in/a", "/b")),
            List.of(new ParallelFiles("in/c", "s3a://d/e")),
            "utf-8"),
        source.within("in"));
  }

  @Test
  void configurationsThatCannotBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ParallelFiles("a", "a"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ParallelTextSource(List.of(), List.of(), "utf-8"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ParallelTextSource(List.of(new ParallelFiles("a", "b")), List.of(), "utf-16"));
  }

  private ParallelFiles pair(String source, String target) throws IOException {
    return pair(source.getBytes(StandardCharsets.UTF_8), target.getBytes(StandardCharsets.UTF_8));
  }

  private ParallelFiles pair(byte[] source, byte[] target) throws IOException {
    return new ParallelFiles(files.write("source", source), files.write("target", target));
  }

  private static ParallelTextSource source(ParallelFiles pair) {
    return new ParallelTextSource(List.of(pair), List.of(), "utf-8");
  }

  private static List<String> words(ParallelFiles pair) throws IOException {
    return words(source(pair));
  }

  private static List<String> words(Source source) throws IOException {
    return RawFiles.inWords(RawFiles.read(source));
  }

  private static void assertFails(Source source, String... expected) {
    String message = assertThrows(DataException.class, () -> RawFiles.read(source)).getMessage();
    for (String part : expected) {
      assertTrue(message.contains(part), message);
    }
  }
}
