package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestArffSource {
  private static final Columns COLUMNS =
      new Columns(
          "",
          "",
          "",
          List.of("area", "rooms"),
          List.of("the quarter", "street"),
          List.of("garage"),
          List.of("built", "sold"),
          "class",
          List.of(),
          List.of("NA"));
  private static final String HEADER =
      """
      % houses of a town
      @RELATION houses

      @attribute 'the quarter' {'old town', new,"it\\'s"}
      @ATTRIBUTE area NUMERIC
      @attribute rooms\tinteger
        @attribute street string
      @attribute garage {yes,no}
      @attribute built date "dd.MM.yyyy HH:mm"
      @attribute sold DATE
      @attribute class {cheap, dear}
      @attribute id real
      @data
      """;

  @TempDir Path folder;

  @Test
  void attributesAreReadAsTheColumnsSay() throws IOException {
    assertEquals(
        List.of(
            "[80.5, 3.0, old town, High St., 1, true, 1999-12-31T18:30, 2020-01-02T00:00] -> cheap",
            "[1.0, 2.0, it's, a, false, 2000-01-01T00:00, 2020-01-02T03:04:05] -> dear"),
        words(
            """
            'old town',80.5,3,'High St., 1',yes,'31.12.1999 18:30',2020-01-02,cheap,1
            % a comment between

             "it\\'s" , 1,2,a, no,"01.01.2000 00:00","2020-01-02T03:04:05",  dear ,?
            """));
  }

  @Test
  void aQuestionMarkIsMissingUnlessInQuotes() throws IOException {
    assertEquals(
        List.of(
            "[missing NUMBER, missing NUMBER, missing CATEGORY, missing CATEGORY, missing BOOLEAN, missing DATE, missing DATE] -> cheap",
            "[1.0, 2.0, new, ?, false, missing DATE, missing DATE] -> cheap",
            "bad line 16: expected a value in class, found ?"),
        words(
            """
            ?,?, ? ,?,?,?,?,cheap,?
            new,1,2,'?',no,?,NA,cheap,?
            new,1,2,a,no,?,?,?,?
            """));
  }

  @Test
  void malformedRowsAreBadAndReadingGoesOn() throws IOException {
    assertEquals(
        List.of(
            "bad line 14: expected 9 values as in the header, found 2",
            "bad line 15: expected a row with all values, found a sparse one: write it out, Weka's SparseToNonSparse does it",
            "bad line 16: expected one of the 3 values that the header has for the quarter, found \"suburb\"",
            "bad line 17: expected a finite number in area, found \"big\"",
            "bad line 18: expected a date written as dd.MM.yyyy HH:mm in built, found \"1999\"",
            "bad line 19: expected a closing quote, found the end of the line",
            "bad line 20: expected a comma or the end after a closing quote, found more text at character 5",
            "bad line 21: expected a date such as 2024-05-31 or a time such as 2024-05-31T13:45 in sold, found \"x\"",
            "bad line 22: expected one of the 2 values that the header has for class, found \"\"",
            "[1.0, 2.0, new, a, false, missing DATE, missing DATE] -> cheap"),
        words(
            """
            new,1
            {0 new, 1 3}
            suburb,1,2,a,no,?,?,cheap,1
            new,big,2,a,no,?,?,cheap,1
            new,1,2,a,no,1999,?,cheap,1
            new,1,2,'a,no,?,?,cheap,1
            'a' b,1,2,a,no,?,?,cheap,1
            new,1,2,a,no,?,x,cheap,1
            new,1,2,a,no,?,?,,1
            new,1,2,a,no,?,?,cheap,1
            """));
  }

  @Test
  void headersThatAreNoneAreRefusedWithTheLine() throws IOException {
    assertRefused(
        "line 1: expected the header of an ARFF file, but expected @relation, @attribute or @data, found \"1,2\"; correct the file",
        "1,2\n");
    assertRefused(
        "line 2: expected the header of an ARFF file, but expected numeric, real, integer, string, date or {values} as the type, found \"relational\"; correct the file",
        "@relation r\n@attribute a relational\n");
    assertRefused(
        "line 1: expected the header of an ARFF file, but Unknown pattern letter: b; correct the file",
        "@attribute a date 'bbb'\n");
    assertRefused("expected a line @data in ", "@relation r\n");
    assertRefused(
        "expected the column area, found the columns [aera]: did you mean aera?",
        "@attribute aera real\n@data\n");
  }

  @Test
  void survivesSerializationAndTakesRelativePathsFromAFolder()
      throws IOException, ClassNotFoundException {
    ArffSource source = new ArffSource(List.of("a"), List.of("b"), COLUMNS);
    assertEquals(source, RawFiles.serialized(source));
    assertEquals(new ArffSource(List.of("in/a"), List.of("in/b"), COLUMNS), source.within("in"));
  }

  @Test
  void unlabelledRowsNeedNoClass() throws IOException {
    String content =
        HEADER.replace("@attribute class {cheap, dear}\n", "") + "new,1,2,a,no,?,?,1\n";
    String file = new RawFiles(folder).write("rows", content);
    Source rows = new ArffSource(List.of("a"), List.of(), COLUMNS).unlabelled(List.of(file));
    assertEquals(
        List.of("[1.0, 2.0, new, a, false, missing DATE, missing DATE]"),
        RawFiles.inWords(RawFiles.read(rows)));
  }

  private void assertRefused(String expected, String content) throws IOException {
    String file = new RawFiles(folder).write("bad", content);
    Source source = new ArffSource(List.of(file), List.of(), COLUMNS);
    String message = assertThrows(DataException.class, () -> RawFiles.read(source)).getMessage();
    assertTrue(message.contains(expected), message);
  }

  private List<String> words(String rows) throws IOException {
    String file = new RawFiles(folder).write("arff", HEADER + rows);
    return RawFiles.inWords(RawFiles.read(new ArffSource(List.of(file), List.of(), COLUMNS)));
  }
}
