package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cells of tables with columns of every kind. */
@Tag("unit")
class TestCells {
  private static final Columns COLUMNS =
      new Columns(
          "",
          "",
          "",
          List.of("area"),
          List.of("quarter"),
          List.of("garage"),
          List.of("built"),
          "",
          List.of("price"),
          List.of("", "NA", "null", " ? "));

  @TempDir Path folder;

  @Test
  void everyKindIsReadFromEverySyntax() throws IOException {
    List<String> expected =
        List.of(
            "[81.5, old town, true, 1999-12-31T00:00] -> [3.0]",
            "[-2.0, 7, false, 2024-02-29T13:45:10] -> [4.0]");
    assertEquals(
        expected,
        csv(
            """
            price,built,garage,quarter,area
            3,1999-12-31,Yes," old town ",81.5
            4,2024-02-29T13:45:10Z,F,7,-2
            """));
    assertEquals(
        expected,
        tsv(
            "price\tbuilt\tgarage\tquarter\tarea\n3\t1999-12-31\tTRUE\told town\t81.5\n4\t2024-02-29 13:45:10+02:00\t0\t7\t-2\n"));
    assertEquals(
        expected,
        json(
            """
            {"price":3,"built":"1999-12-31","garage":true,"quarter":"old town","area":81.5}
            {"price":4,"built":"2024-02-29t13:45:10","garage":0,"quarter":7,"area":-2}
            """));
  }

  @Test
  void missingValuesOfEveryKindAreExplicit() throws IOException {
    String missing = "[missing NUMBER, missing CATEGORY, missing BOOLEAN, missing DATE] -> [3.0]";
    assertEquals(
        List.of(missing, missing),
        csv("price,built,garage,quarter,area\n3,,NA,null,?\n3,\" ? \", NA ,\"\",null\n"));
    assertEquals(
        List.of(missing),
        json("{\"price\":3,\"built\":null,\"garage\":\"\",\"quarter\":\"NA\",\"area\":null}\n"));
  }

  @Test
  void whatStandsForNothingElsewhereIsAValueHere() throws IOException {
    assertEquals(
        List.of(
            "[1.0, NaN, true, 2000-01-01T00:00] -> [3.0]",
            "bad line 3: expected a finite number in area, found \"NaN\""),
        csv("price,built,garage,quarter,area\n3,2000-01-01,1,NaN,1\n3,2000-01-01,1,a,NaN\n"));
  }

  @Test
  void aValueOfAnotherKindMakesABadRecordThatNamesItsColumn() throws IOException {
    String header = "price,built,garage,quarter,area\n";
    assertEquals(
        List.of(
            "bad line 2: expected a finite number in area, found \"Infinity\"",
            "bad line 3: expected true or false, yes or no, 1 or 0, t or f, y or n in garage, found \"2\"",
            "bad line 4: expected a date such as 2024-05-31 or a time such as 2024-05-31T13:45 in built, found \"31.12.1999\"",
            "bad line 5: expected a date such as 2024-05-31 or a time such as 2024-05-31T13:45 in built, found \"2023-02-29\"",
            "bad line 6: expected a finite number in price, found \"NA\"",
            "bad line 7: expected the name of a category, of at most 256 characters, in quarter, found 257 characters: \"%s...\""
                .formatted("x".repeat(40))),
        csv(
            header
                + """
                3,2000-01-01,1,a,Infinity
                3,2000-01-01,2,a,1
                3,31.12.1999,1,a,1
                3,2023-02-29,1,a,1
                NA,2000-01-01,1,a,1
                """
                + "3,2000-01-01,1,%s,1\n".formatted("x".repeat(257))));
    assertEquals(
        List.of(
            "bad line 1: expected a JSON string in built, found \"2000\"",
            "bad line 2: expected a finite JSON number in area, found \"\"1\"\"",
            "bad line 3: expected a JSON string, number or boolean in quarter, found \"[1]\"",
            "bad line 4: expected the column area, found the columns [price, built, garage, quarter]"),
        json(
            """
            {"price":3,"built":2000,"garage":true,"quarter":"a","area":1}
            {"price":3,"built":"2000-01-01","garage":true,"quarter":"a","area":"1"}
            {"price":3,"built":"2000-01-01","garage":true,"quarter":[1],"area":1}
            {"price":3,"built":"2000-01-01","garage":true,"quarter":"a"}
            """));
  }

  @Test
  void booleansAreWrittenInManyWays() throws BadRecordException {
    for (String text : List.of("true", "T", "Yes", "y", "1", "1.0", " TRUE ")) {
      assertEquals(true, BooleanText.parse("b", text), text);
    }
    for (String text : List.of("False", "f", "NO", "n", "0", "0.0")) {
      assertEquals(false, BooleanText.parse("b", text), text);
    }
    for (String text : List.of("", "on", "01", "tru", "-1")) {
      assertThrows(BadRecordException.class, () -> BooleanText.parse("b", text), text);
    }
  }

  @Test
  void timesAreThoseOfTheClockWhereTheyWereWritten() throws BadRecordException {
    for (String offset : List.of("", "Z", "+02:00", "-0530", "+02")) {
      assertEquals(
          "2024-05-31T13:45", DateText.parse("d", "2024-05-31T13:45" + offset).toString(), offset);
    }
    assertEquals(
        "2024-05-31T13:45:10.500", DateText.parse("d", " 2024-05-31 13:45:10.5 ").toString());
    for (String text :
        List.of(
            "",
            "2024",
            "2024-13-01",
            "2024-05-31T25:00",
            "2024-05-31T",
            "20240531",
            "now",
            "2024-05-31T13:45ZZ",
            "2024-05-31T13:45+02:00+0200")) {
      assertThrows(BadRecordException.class, () -> DateText.parse("d", text), text);
    }
  }

  @Test
  void featuresAreNamedInTheOrderOfTheirKinds() {
    assertEquals(
        List.of("area", "quarter", "garage", "built"),
        new CsvSource(List.of("a"), List.of(), COLUMNS).featureNames());
    assertEquals(
        List.of(), new CsvSource(List.of("a"), List.of(), Tables.text("t", "l")).featureNames());
  }

  @Test
  void unlabelledRowsNeedNoTarget() throws IOException {
    String file = new RawFiles(folder).write("t", "built,garage,quarter,area\n,,,\n");
    Source source = new CsvSource(List.of("train"), List.of(), COLUMNS).unlabelled(List.of(file));
    assertEquals(
        List.of("[missing NUMBER, missing CATEGORY, missing BOOLEAN, missing DATE]"),
        RawFiles.inWords(RawFiles.read(source)));
  }

  private List<String> csv(String content) throws IOException {
    return words(new CsvSource(List.of(write(content)), List.of(), COLUMNS));
  }

  private List<String> tsv(String content) throws IOException {
    return words(new TsvSource(List.of(write(content)), List.of(), COLUMNS));
  }

  private List<String> json(String content) throws IOException {
    return words(new JsonLinesSource(List.of(write(content)), List.of(), COLUMNS));
  }

  private String write(String content) throws IOException {
    return new RawFiles(folder).write("table", content);
  }

  private static List<String> words(Source source) throws IOException {
    return RawFiles.inWords(RawFiles.read(source));
  }
}
