package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawKey.Time.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What decides, beside features and label, on the part of a record. */
@Tag("unit")
class TestKeys {
  private static final Columns COLUMNS = Tables.text("t", "l");
  private static final KeyColumn GROUP = new KeyColumn("who", KeyColumn.Kind.GROUP);
  private static final KeyColumn TIME = new KeyColumn("when", KeyColumn.Kind.TIME);

  @TempDir Path folder;
  private RawFiles files;

  @BeforeEach
  void startWithAnEmptyFolder() {
    files = new RawFiles(folder);
  }

  @Test
  void everyTableHasColumnsThatAreNeitherFeatureNorLabel() throws IOException {
    for (Source source : tables("a", "2024-05-31T06:00")) {
      assertEquals(List.of(new RawKey.Group("a")), keys(source.keyedBy(GROUP)), source.toString());
      assertEquals(
          List.of(new RawKey.Time(1717135200, Unit.DATE)),
          keys(source.keyedBy(TIME)),
          source.toString());
      assertEquals(List.of(), keys(source), "unless it is asked for");
    }
  }

  @Test
  void timesMayBeNumbersOfAnyPrecision() throws IOException {
    for (Source source : tables("a", "1717135200123")) {
      assertEquals(
          List.of(new RawKey.Time(1717135200123.0, Unit.NUMBER)), keys(source.keyedBy(TIME)));
    }
  }

  @Test
  void aKeyMayBeAFeatureOrTheLabelToo() throws IOException {
    String file = files.write("a.csv", "t,l\nx,y\n");
    Source source = new CsvSource(List.of(file), List.of(), COLUMNS);
    assertEquals(
        List.of(new RawKey.Group("y")),
        keys(source.keyedBy(new KeyColumn("l", KeyColumn.Kind.GROUP))));
  }

  @Test
  void whatHasNoKeyIsABadRecord() throws IOException {
    Columns columns =
        new Columns(
            "t",
            "",
            "",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "l",
            List.of(),
            List.of("", "NA"));
    String file = files.write("a.csv", "t,l,who,when\nx,y, ,soon\nx,y,NA,2024-13-01\n");
    Source source = new CsvSource(List.of(file), List.of(), columns);
    assertEquals(
        List.of(
            "bad line 2: expected a value in who, by which records are split, found it missing",
            "bad line 3: expected a value in who, by which records are split, found it missing"),
        RawFiles.inWords(RawFiles.read(source.keyedBy(GROUP))));
    assertEquals(
        List.of(
            "bad line 2: expected a number or a date such as 2024-05-31 in when, found \"soon\"",
            "bad line 3: expected a number or a date such as 2024-05-31 in when, found \"2024-13-01\""),
        RawFiles.inWords(RawFiles.read(source.keyedBy(TIME))));
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithTheNearest() throws IOException {
    for (Source source : tables("a", "1")) {
      Source keyed = source.keyedBy(new KeyColumn("whoo", KeyColumn.Kind.GROUP));
      String message;
      try {
        message = RawFiles.inWords(RawFiles.read(keyed)).get(0); // of JSON, which has no header
      } catch (DataException e) {
        message = e.getMessage();
      }
      assertTrue(
          message.endsWith(
              "expected the column whoo, found the columns [t, l, who, when]: did you mean who?"),
          message);
    }
  }

  @Test
  void predictionReadsNoKeys() throws IOException {
    String file = files.write("a.csv", "t\nx\n");
    Source source = new CsvSource(List.of("other.csv"), List.of(), COLUMNS);
    assertEquals(List.of(), keys(source.unlabelled(List.of(file))));
    assertEquals(
        List.of("x"),
        RawFiles.inWords(RawFiles.read(source.keyedBy(GROUP).unlabelled(List.of(file)))));
  }

  @Test
  void sourcesWithoutColumnsSaySo() {
    Source source = new DigitsSource(List.of("digits.csv"), 8, 8, 16);
    String message =
        assertThrows(IllegalArgumentException.class, () -> source.keyedBy(GROUP)).getMessage();
    assertTrue(message.contains("to split by who, found one without"), message);
  }

  @Test
  void pathsOfFilesGiveGroupsWhereverTheyLie() throws IOException {
    for (String file : List.of("cat/a_frame1", "cat/a_frame2", "dog/b_frame1", "dog/lost")) {
      Path path = folder.resolve("train").resolve(file + ".txt");
      Files.createDirectories(path.getParent());
      Files.writeString(path, "x");
    }
    Source source = new TextFolderSource("train", "", "utf-8");
    Source videos = GroupedFiles.of(source, "^(.*)_frame\\d+").within(folder.toString());
    assertEquals(
        List.of(
            new RawKey.Group("train/cat/a"),
            new RawKey.Group("train/cat/a"),
            new RawKey.Group("train/dog/b")),
        keys(videos));
    List<String> results = RawFiles.inWords(RawFiles.read(videos));
    assertEquals(4, results.size());
    assertEquals(
        "bad record 1: expected a path in which split.path finds a group by ^(.*)_frame\\d+, found train/dog/lost.txt",
        results.get(3));
    Source folders = GroupedFiles.of(source.within(folder.toString()), "([^/]+)/[^/]+$");
    assertEquals(
        List.of("cat", "cat", "dog", "dog").stream().map(RawKey.Group::new).toList(),
        keys(folders));
    assertEquals(source.hasClasses(), videos.hasClasses());
    assertEquals(
        List.of("cat", "dog"), videos.labelNames(RawFiles.splits(videos)), "as without groups");
  }

  @Test
  void textsThatAreGroupedByPathsAreCutIntoBlocksAsOthers() {
    Source source =
        new TextSource(List.of("novels"), List.of(), TextUnit.FILE, Documents.JOINED, "utf-8");
    Source grouped = GroupedFiles.of(source, "([^/]+)$");
    assertEquals(Optional.of(Documents.JOINED), grouped.blocks());
    assertFalse(grouped.hasLabels());
  }

  @Test
  void tablesHaveTheGroupOfTheirFile() throws IOException {
    String first = files.write("site-1.csv", "t,l\nx,y\nx,y\n");
    String second = files.write("site-2.csv", "t,l\nx,y\n");
    Source source = new CsvSource(List.of(first, second), List.of(), COLUMNS);
    assertEquals(
        List.of("1", "1", "2").stream().map(RawKey.Group::new).toList(),
        keys(GroupedFiles.of(source, "site-(\\d+)")));
  }

  /** The text x of label y, of one who and when, in each syntax. */
  private List<Source> tables(String who, String when) throws IOException {
    String number = Pattern.matches("\\d+", when) ? when : '"' + when + '"';
    return List.of(
        new CsvSource(
            List.of(files.write("a.csv", "t,l,who,when\nx,y, %s ,%s\n".formatted(who, when))),
            List.of(),
            COLUMNS),
        new TsvSource(
            List.of(files.write("a.tsv", "t\tl\twho\twhen\nx\ty\t%s\t%s\n".formatted(who, when))),
            List.of(),
            COLUMNS),
        new JsonLinesSource(
            List.of(
                files.write(
                    "a.jsonl",
                    "{\"t\":\"x\",\"l\":\"y\",\"who\":\"%s\",\"when\":%s}\n"
                        .formatted(who, number))),
            List.of(),
            COLUMNS),
        new ArffSource(
            List.of(
                files.write(
                    "a.arff",
                    """
                    @relation r
                    @attribute t string
                    @attribute l {y}
                    @attribute who string
                    @attribute when string
                    @data
                    x,y,%s,%s
                    """
                        .formatted(who, when))),
            List.of(),
            COLUMNS));
  }

  private static List<RawKey> keys(Source source) throws IOException {
    return RawFiles.read(source).stream()
        .filter(RawResult.Good.class::isInstance)
        .map(result -> ((RawResult.Good) result).key())
        .flatMap(Optional::stream)
        .toList();
  }
}
