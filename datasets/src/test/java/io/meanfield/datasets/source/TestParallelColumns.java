package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts and their translations in two columns of a table, in every format that has columns. */
@Tag("unit")
class TestParallelColumns {
  private static final List<String> NONE = List.of();
  private static final Columns PAIRS = Tables.translations("en", "fr");
  private static final String ARFF =
      "@relation r\n@attribute who string\n@attribute en string\n@attribute fr string\n@data\n";
  private static final String PARQUET =
      "required binary who (STRING); optional binary en (STRING); optional binary fr (STRING);";

  @TempDir Path folder;
  private RawFiles files;

  @BeforeEach
  void startWithAnEmptyFolder() {
    files = new RawFiles(folder);
  }

  @Test
  void everyTableHasThem() throws IOException {
    for (Source source : tables()) {
      assertEquals(
          List.of("one = un -> none", "NA = ça va, \"toi\"? -> none"),
          good(source),
          source::toString);
    }
  }

  @Test
  void aRowThatIsBlankOnOneSideIsABadRecordAndOnBothNone() throws IOException {
    for (Source source : tables()) {
      List<RawResult> results = RawFiles.read(source);
      assertEquals(4, results.size(), results::toString);
      List<RawResult.Bad> bad =
          results.stream()
              .filter(RawResult.Bad.class::isInstance)
              .map(RawResult.Bad.class::cast)
              .toList();
      assertEquals(
          List.of(
              "expected a text in fr, as there is one in en, found none",
              "expected a text in en, as there is one in fr, found none"),
          bad.stream().map(RawResult.Bad::reason).toList(),
          source::toString);
      RawSplit split = RawFiles.splits(source).get(0);
      bad.forEach(record -> assertEquals(split.file(), record.file()));
    }
  }

  @Test
  void badRowsAreToldByTheirPlaceInTheFile() throws IOException {
    Map<Source, List<String>> expected =
        Map.of(
            csv(), List.of("line 3", "line 6"),
            tsv(), List.of("line 3", "line 5"),
            json(), List.of("line 2", "line 4"),
            arff(), List.of("line 7", "line 9"),
            parquet(), List.of("record 2", "record 4"));
    for (Map.Entry<Source, List<String>> entry : expected.entrySet()) {
      assertEquals(
          entry.getValue(),
          RawFiles.read(entry.getKey()).stream()
              .filter(RawResult.Bad.class::isInstance)
              .map(result -> ((RawResult.Bad) result).position())
              .toList(),
          entry.getKey()::toString);
    }
  }

  @Test
  void predictionNeedsTheTextsAlone() throws Exception {
    String parquet =
        new ParquetWriting(folder)
            .write(
                "new.parquet",
                "optional binary en (STRING);",
                4,
                (row, group) -> {
                  if (row != 1) {
                    group.append("en", List.of("one", "", " ", "two").get(row));
                  }
                });
    List<Source> untranslated =
        List.of(
            csv().unlabelled(List.of(files.write("new.csv", "id,en\n1,one\n2,\n3,\" \n\"\n4,two"))),
            tsv().unlabelled(List.of(files.write("new.tsv", "id\ten\n1\tone\n2\t\n4\ttwo\n"))),
            json()
                .unlabelled(
                    List.of(
                        files.write(
                            "new.jsonl", "{\"en\":\"one\"}\n{\"en\":null}\n{\"en\":\"two\"}\n"))),
            arff()
                .unlabelled(
                    List.of(
                        files.write(
                            "new.arff",
                            "@relation r\n@attribute en string\n@data\none\n?\ntwo\n"))),
            parquet().unlabelled(List.of(parquet)),
            new SparkSource("orc", Map.of(), List.of("o"), "", PAIRS).unlabelled(List.of(parquet)));
    for (Source source : untranslated) {
      assertEquals(
          List.of("one", "two"),
          RawFiles.inWords(RawFiles.read(RawFiles.serialized(source))),
          source::toString);
    }
  }

  @Test
  void aColumnThatIsNotThereIsSaidBeforeAnythingIsRead() throws IOException {
    Columns wrong = Tables.translations("en", "fra");
    for (Source source :
        List.of(
            new CsvSource(List.of(path(csv())), NONE, wrong),
            new TsvSource(List.of(path(tsv())), NONE, wrong),
            new ArffSource(List.of(path(arff())), NONE, wrong),
            new ParquetSource(List.of(path(parquet())), NONE, wrong))) {
      String message =
          assertThrows(DataException.class, () -> RawFiles.splits(source)).getMessage();
      assertTrue(
          message.endsWith(
              "expected the column fra, found the columns [who, en, fr]: did you mean fr?"),
          message);
    }
  }

  @Test
  void aKeyThatAJsonLineLacksIsNoBlank() throws IOException {
    String file = files.write("t.jsonl", "{\"en\":\"one\"}\n{\"en\":\"two\",\"fr\":\"deux\"}\n");
    assertEquals(
        List.of("bad line 1: expected the column fr, found the columns [en]", "two = deux -> none"),
        RawFiles.inWords(RawFiles.read(new JsonLinesSource(List.of(file), NONE, PAIRS))));
  }

  @Test
  void onlyTextsCanBeTranslated() throws IOException {
    String json =
        files.write("t.jsonl", "{\"en\":\"one\",\"fr\":1}\n{\"en\":\"\\u0000\",\"fr\":\"\"}\n");
    assertEquals(
        List.of(
            "bad line 1: expected a JSON string in fr, found \"1\"",
            "bad line 2: expected text in en, found a NUL as character 1"),
        RawFiles.inWords(RawFiles.read(new JsonLinesSource(List.of(json), NONE, PAIRS))));
    String numbers =
        new ParquetWriting(folder)
            .write(
                "numbers",
                "required binary en (STRING); required int32 fr;",
                1,
                (row, group) -> group.append("en", "one").append("fr", 1));
    String message =
        assertThrows(
                DataException.class,
                () -> RawFiles.splits(new ParquetSource(List.of(numbers), NONE, PAIRS)))
            .getMessage();
    assertTrue(message.contains("expected text in the column fr, found the type"), message);
  }

  @Test
  void thereAreNoLabelsAsInParallelFiles() throws IOException {
    for (Source source : tables()) {
      for (Source same : List.of(source, source.keyedBy(who()), GroupedFiles.of(source, "(t)"))) {
        assertFalse(same.hasLabels(), same::toString);
        assertFalse(same.hasClasses(), same::toString);
        assertEquals(List.of(), same.labelNames(List.of()), same::toString);
        assertEquals(List.of(), same.featureNames(), same::toString);
      }
    }
    Source rows = new SparkSource("orc", Map.of(), List.of("o"), "", PAIRS);
    assertFalse(rows.hasLabels());
    assertFalse(rows.hasClasses());
  }

  @Test
  void anotherColumnMayDecideOnTheirPart() throws IOException {
    for (Source source : tables()) {
      assertEquals(
          List.of(new RawKey.Group("a"), new RawKey.Group("e")),
          RawFiles.read(source.keyedBy(who())).stream()
              .filter(RawResult.Good.class::isInstance)
              .map(result -> ((RawResult.Good) result).key())
              .flatMap(Optional::stream)
              .toList(),
          source::toString);
    }
  }

  @Test
  void columnsThatMakeNoPairsAreRefused() {
    assertInvalid("expected text beside the translation fr, found none", "", "fr", NONE, "");
    assertInvalid(
        "expected text beside the translation fr, found none", "", "fr", List.of("n"), "");
    assertInvalid("expected every column once, found en twice", "en", "en", NONE, "");
    assertInvalid(
        "expected either label, targets or translation, found more than one of the three",
        "en",
        "fr",
        NONE,
        "l");
    assertInvalid("expected either text, image or numbers", "en", "fr", List.of("n"), "");
  }

  private static void assertInvalid(
      String expected, String text, String translation, List<String> numbers, String label) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Columns(
                        text, translation, "", numbers, NONE, NONE, NONE, label, NONE, NONE))
            .getMessage();
    assertTrue(message.startsWith(expected), message);
  }

  /** Of two pairs, two that lack a side, and a blank one between them. */
  private List<Source> tables() throws IOException {
    return List.of(csv(), tsv(), json(), arff(), parquet());
  }

  private Source csv() throws IOException {
    String rows =
        "who,en,fr\na,one,un\nb,two, \nc,\" \n\",\nd,,trois\ne,NA,\"ça va, \"\"toi\"\"?\"\n";
    return new CsvSource(List.of(files.write("t.csv", rows)), NONE, PAIRS);
  }

  private Source tsv() throws IOException {
    String rows =
        "who\ten\tfr\r\na\tone\tun\r\nb\ttwo\t \r\nc\t\t\r\nd\t\ttrois\r\ne\tNA\tça va, \"toi\"?\r\n";
    return new TsvSource(List.of(files.write("t.tsv", rows)), NONE, PAIRS);
  }

  private Source json() throws IOException {
    String rows =
        """
        {"who":"a","en":"one","fr":"un"}
        {"who":"b","en":"two","fr":null}
        {"who":"c","en":"\\t","fr":null}
        {"who":"d","en":"","fr":"trois"}
        {"who":"e","en":"NA","fr":"ça va, \\"toi\\"?"}
        """;
    return new JsonLinesSource(List.of(files.write("t.jsonl", rows)), NONE, PAIRS);
  }

  private Source arff() throws IOException {
    String rows = "a,one,un\nb,two,?\nc,' ',?\nd,'',trois\ne,NA,'ça va, \"toi\"?'\n";
    return new ArffSource(List.of(files.write("t.arff", ARFF + rows)), NONE, PAIRS);
  }

  private Source parquet() throws IOException {
    List<String> texts = List.of("one", "two", "", " ", "NA");
    List<String> translations = List.of("un", "", "", "trois", "ça va, \"toi\"?");
    String file =
        new ParquetWriting(folder)
            .write(
                "t.parquet",
                PARQUET,
                texts.size(),
                (row, group) -> {
                  group.append("who", "abcde".substring(row, row + 1)).append("en", texts.get(row));
                  if (!translations.get(row).isEmpty()) {
                    group.append("fr", translations.get(row));
                  }
                });
    return new ParquetSource(List.of(file), NONE, PAIRS);
  }

  private static KeyColumn who() {
    return new KeyColumn("who", KeyColumn.Kind.GROUP);
  }

  private static String path(Source written) {
    return written.inputs().get(0).path();
  }

  private static List<String> good(Source source) throws IOException {
    return RawFiles.inWords(
        RawFiles.read(source).stream().filter(RawResult.Good.class::isInstance).toList());
  }
}
