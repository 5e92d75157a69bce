package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestTableFiles {
  private static final Columns TEXT = Tables.text("t", "l");
  private static final Columns NUMBERS = Tables.numbers(List.of("b", "a"), List.of("y"));

  @TempDir Path folder;
  private RawFiles files;

  @BeforeEach
  void startWithAnEmptyFolder() {
    files = new RawFiles(folder);
  }

  @Test
  void csvHasQuotesCommasAndLinesInsideQuotes() throws IOException {
    assertEquals(
        List.of("a, \"b\" -> x", "two\r\nlines\n -> y", " ü -> z"),
        csv(TEXT, "l,t\r\nx,\"a, \"\"b\"\"\"\r\n\r\ny,\"two\r\nlines\n\"\r\nz, ü"));
  }

  @Test
  void numbersComeInTheOrderOfTheConfiguration() throws IOException {
    List<String> expected = List.of("[2.0, 1.0] -> [0.5]", "[-4.0, 300.0] -> [6.0]");
    assertEquals(expected, csv(NUMBERS, "a,y,b\n1,.5,2\n3e2,+6,\" -4 \"\n"));
    assertEquals(expected, tsv(NUMBERS, "a\ty\tb\n1\t.5\t2\n3e2\t+6\t-4\n"));
    assertEquals(
        expected,
        json(NUMBERS, "{\"a\":1,\"y\":0.5,\"b\":2}\n{\"z\":[],\"b\":-4,\"y\":6,\"a\":3e2}\n"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumn() throws IOException {
    assertEquals(List.of("a -> x"), csv(TEXT, "\ufefft,l\na,x\n"));
    assertEquals(List.of("a -> x"), json(TEXT, "\ufeff{\"t\":\"a\",\"l\":\"x\"}\n"));
  }

  @Test
  void aBadCsvRecordIsToldByItsLineAndReadingGoesOn() throws IOException {
    assertEquals(
        List.of(
            "bad line 2: expected 2 fields as in the header, found 1",
            "bad line 3: expected 2 fields as in the header, found 3",
            "bad line 4: expected a label in l, found an empty text",
            "bad line 5: expected text in t, found a NUL as character 2",
            "two\nlines -> x",
            "bad line 8: expected a closing quote, found the end of the file",
            "bad line 9: expected a record, found a part of the bad one that opens a quote in line 8"),
        csv(TEXT, "t,l\none\n1,2,3\na, \nb\0,x\n\"two\nlines\",x\nc,\"d\ne,f"));
  }

  @Test
  void whatIsNoFiniteNumberIsBad() throws IOException {
    for (String bad : List.of("NaN", "Infinity", "1e99", "0x1p3", "1f", "", "1,5", "e", "--1")) {
      assertEquals(
          List.of(
              "bad line 2: expected a finite number in b, found \"%s\"".formatted(bad),
              "[1.0, 2.0] -> [3.0]"),
          csv(NUMBERS, "b,a,y\n\"%s\",2,3\n1,2,3\n".formatted(bad)));
    }
  }

  @Test
  void bytesThatAreNotUtf8MakeOneRecordBad() throws IOException {
    byte[] latin = "t,l\na,x\nb\u00fc,y\nc,z\n".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        List.of(
            "a -> x",
            "bad line 3: expected UTF-8, found the byte 0xfc at byte 2 of the record",
            "c -> z"),
        words(new CsvSource(List.of(files.write("latin", latin)), List.of(), TEXT)));
  }

  @Test
  void tabSeparatedValuesHaveNoQuotes() throws IOException {
    assertEquals(
        List.of("\"a -> x", "bad line 3: expected 2 fields as in the header, found 3", "b -> y"),
        tsv(TEXT, "t\tl\r\n\"a\tx\r\nb\tb\ty\r\nb\ty\r\n"));
  }

  @Test
  void badJsonIsToldByItsLineAndReadingGoesOn() throws IOException {
    List<String> words =
        json(
            TEXT,
            """
            {"t":"a","l":1}
            {"t":"a","l":"x"} {}
            {"t":"a","l":
            [1]

            {"t":1,"l":"x"}
            {"text":"a","l":"x"}
            {"t":"a","t":"b","l":"x"}
            {"t":"a","l":null}
            {"t":"a\\u0000","l":"x"}
            {"t":"b","l":true}
            """);
    List<String> expected =
        List.of(
            "a -> 1",
            "bad line 2: expected one JSON object, found \"{",
            "bad line 3: expected one JSON object, found \"{",
            "bad line 4: expected one JSON object, found \"[1]\"",
            "bad line 6: expected a JSON string in t, found \"1\"",
            "bad line 7: expected the column t, found the columns [text, l]: did you mean l?",
            "bad line 8: expected one JSON object, found \"{",
            "bad line 9: expected a JSON string, number or boolean in l, found \"null\"",
            "bad line 10: expected text in t, found a NUL as character 2",
            "b -> true");
    assertEquals(expected.size(), words.size(), words.toString());
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(words.get(i).startsWith(expected.get(i)), words.get(i));
    }
    assertEquals(
        List.of(
            "bad line 1: expected a finite JSON number in b, found \"1.0E99\"",
            "bad line 2: expected a finite JSON number in b, found \"\"1\"\""),
        json(NUMBERS, "{\"b\":1e99,\"a\":1,\"y\":1}\n{\"b\":\"1\",\"a\":1,\"y\":1}\n"));
  }

  @Test
  void aLineThatIsTooLongIsBadAndReadingGoesOn() throws IOException {
    String longLine = "x".repeat(3 * Line.MAX_BYTES);
    String reason =
        "expected a record of at most 1048576 bytes, found %d bytes".formatted(longLine.length());
    assertEquals(
        List.of("bad line 2: " + reason, "a -> x"), csv(TEXT, "t,l\n" + longLine + "\na,x"));
    assertEquals(
        List.of("bad line 1: " + reason, "a -> x"),
        json(TEXT, longLine + "\n{\"t\":\"a\",\"l\":\"x\"}"));
  }

  @Test
  void aQuoteThatIsNeverClosedCostsNoMoreThanTheLongestRecord() throws IOException {
    int numLines = Line.MAX_BYTES / 2;
    List<String> words = csv(TEXT, "t,l\n\"a,x\n" + "b,y\n".repeat(numLines));
    assertEquals(
        "bad line 2: expected a record of at most 1048576 bytes, found 1048580 bytes",
        words.get(0));
    int numTaken = Line.MAX_BYTES / 4;
    assertEquals(
        "bad line %d: expected a record, found a part of the bad one that opens a quote in line 2"
            .formatted(2 + numTaken),
        words.get(numTaken));
    assertEquals(
        Collections.nCopies(numLines - numTaken, "b -> y"),
        words.subList(numTaken + 1, words.size()));
  }

  @Test
  void aMissingColumnNamesThoseThereAreAndTheNearest() throws IOException {
    Columns columns = Tables.text("text", "label");
    assertFails(
        columns,
        "tezt,labels,id\n",
        "expected the column text, found the columns [tezt, labels, id]: did you mean tezt?");
    assertFails(columns, "text,text,label\n", "expected one column text, found several");
    assertFails(columns, "\n\n", "expected a line with the names of the columns");
    assertFails(columns, "", "(dataset.source.train), found 0 bytes");
  }

  @Test
  void aFileThatIsNotThereIsNamedWithItsKey() throws IOException {
    String there = files.write("there", "t,l\n");
    String missing = folder.resolve("nowhere").toString();
    Source source = new TsvSource(List.of(there), List.of(missing), TEXT);
    String message = assertThrows(DataException.class, () -> RawFiles.splits(source)).getMessage();
    assertTrue(
        message.startsWith(
            "expected the file %s (dataset.source.test), found nothing there".formatted(missing)),
        message);
  }

  @Test
  void compressedFilesAreToldByTheirContent() throws IOException {
    String file =
        files.write("plain.csv", RawFiles.gzip("t,l\na,x\n".getBytes(StandardCharsets.UTF_8)));
    assertEquals(List.of("a -> x"), words(new CsvSource(List.of(file), List.of(), TEXT)));
  }

  @Test
  void aCompressedFileWithNothingInItIsEmpty() throws IOException {
    String file = files.write("empty", RawFiles.gzip(new byte[0]));
    Source source = new JsonLinesSource(List.of(file), List.of(), TEXT);
    String message = assertThrows(DataException.class, () -> RawFiles.read(source)).getMessage();
    assertEquals(
        "expected data in %s, found it empty; fetch the file again".formatted(file), message);
  }

  @Test
  void unlabelledTablesNeedNoLabelColumn() throws IOException {
    files.write("csv", "id,t\n1,a\n");
    files.write("json", "{\"t\":\"a\"}\n");
    Source csv = new CsvSource(List.of("train"), List.of(), TEXT).unlabelled(List.of("csv"));
    Source json =
        new JsonLinesSource(List.of("train"), List.of(), TEXT).unlabelled(List.of("json"));
    assertEquals(List.of("a"), words(csv.within(folder.toString())));
    assertEquals(List.of("a"), words(json.within(folder.toString())));
  }

  @Test
  void survivesSerializationAndTakesRelativePathsFromAFolder()
      throws IOException, ClassNotFoundException {
    List<String> train = List.of("a", "/b", "file:///c");
    List<String> inFolder = List.of("in/a", "/b", "file:///c");
    CsvSource csv = new CsvSource(train, List.of("d"), TEXT);
    TsvSource tsv = new TsvSource(train, List.of("d"), NUMBERS);
    JsonLinesSource json = new JsonLinesSource(train, List.of("d"), TEXT);
    for (Source source : List.of(csv, tsv, json, csv.unlabelled(train))) {
      assertEquals(source, RawFiles.serialized(source));
    }
    assertEquals(new CsvSource(inFolder, List.of("in/d"), TEXT), csv.within("in"));
    assertEquals(new TsvSource(inFolder, List.of("in/d"), NUMBERS), tsv.within("in/"));
    assertEquals(new JsonLinesSource(inFolder, List.of("in/d"), TEXT), json.within("in"));
  }

  @Test
  void columnsAreOneKindOfFeaturesAndOneKindOfLabel() {
    assertInvalid(
        "expected either text, image or numbers, categories, booleans or dates, found more than one of the three",
        "t",
        List.of("a"),
        "l");
    assertInvalid(
        "expected either text, image or numbers, categories, booleans or dates, found none of them",
        "",
        List.of(),
        "l");
    assertInvalid(
        "expected either label, targets or translation, found none of them", "t", List.of(), "");
    assertInvalid("expected every column once, found l twice", "l", List.of(), "l");
  }

  private static void assertInvalid(
      String expected, String text, List<String> numbers, String label) {
    assertEquals(
        expected,
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Columns(
                        text, "", "", numbers, List.of(), List.of(), List.of(), label, List.of(),
                        List.of()))
            .getMessage());
  }

  private void assertFails(Columns columns, String content, String expected) throws IOException {
    Source source = new CsvSource(List.of(files.write("bad", content)), List.of(), columns);
    String message = assertThrows(DataException.class, () -> RawFiles.read(source)).getMessage();
    assertTrue(message.contains(expected), message);
  }

  private List<String> csv(Columns columns, String content) throws IOException {
    return words(new CsvSource(List.of(files.write("csv", content)), List.of(), columns));
  }

  private List<String> tsv(Columns columns, String content) throws IOException {
    return words(new TsvSource(List.of(files.write("tsv", content)), List.of(), columns));
  }

  private List<String> json(Columns columns, String content) throws IOException {
    return words(new JsonLinesSource(List.of(files.write("json", content)), List.of(), columns));
  }

  private static List<String> words(Source source) throws IOException {
    return RawFiles.inWords(RawFiles.read(source));
  }
}
