package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.CellRows.NO_BOOLEAN;
import static io.meanfield.datasets.transform.CellRows.NO_CATEGORY;
import static io.meanfield.datasets.transform.CellRows.NO_DATE;
import static io.meanfield.datasets.transform.CellRows.NO_NUMBER;
import static io.meanfield.datasets.transform.CellRows.category;
import static io.meanfield.datasets.transform.CellRows.cells;
import static io.meanfield.datasets.transform.CellRows.column;
import static io.meanfield.datasets.transform.CellRows.date;
import static io.meanfield.datasets.transform.CellRows.moment;
import static io.meanfield.datasets.transform.CellRows.number;
import static io.meanfield.datasets.transform.CellRows.truth;
import static io.meanfield.datasets.transform.Examples.explain;
import static io.meanfield.datasets.transform.Examples.fit;
import static io.meanfield.datasets.transform.Examples.numbers;
import static io.meanfield.datasets.transform.Examples.ofWords;
import static io.meanfield.datasets.transform.Examples.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.source.Cell;
import io.meanfield.datasets.source.RawFeatures.Cells;
import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestExplained {
  private static final List<String> NAMES = List.of("area", "quarter", "garage", "built");

  @Test
  void anImageIsShownAsItWasEncoded() {
    Pixels image = Examples.randomImage(new Random(1), new ImageSize(3, 2, 3));
    Transform fitted = fit(ImageConfig.ofSourceSize(), List.of(image));
    Explained.Image shown = (Explained.Image) explain(fitted, image);
    assertEquals(List.of(3, 2, 3), List.of(shown.height(), shown.width(), shown.channels()));
    assertArrayEquals(image.values(), shown.values());
  }

  @Test
  void aTextIsItsKnownWords() {
    assertEquals(
        new Explained.Text("a good [unknown] , a"),
        explain(ofWords(5, "a", "good", ","), text("A good film, a bad one")));
    assertEquals(new Explained.Text("[unknown]"), explain(ofWords(5, "a"), text(" ")));
  }

  @Test
  void numbersAreThoseOfTheSource() {
    Transform fitted =
        fit(new NumbersConfig(), List.of("x", "y"), List.of(numbers(1, 2), numbers(3, -0.1f)));
    assertEquals(
        new Explained.Row(List.of("x", "y"), List.of("16777216", "-0.1")),
        explain(fitted, numbers(16_777_216, -0.1f)));
    assertEquals(
        new Explained.Row(List.of("x", "y"), List.of("1E+20", "1.401298E-45")),
        explain(fitted, numbers(1e20f, Float.MIN_VALUE)));
  }

  @Test
  void cellsAreThoseOfTheSourceAlsoWhereTheyAreMissing() {
    Transform table = table(NumberScaling.STANDARDISE);
    assertRow(
        table,
        cells(number(80.5f), category("old"), truth(true), date(2000, 12, 31)),
        "80.5",
        "old",
        "true",
        "2000-12-31");
    assertRow(
        table,
        cells(NO_NUMBER, NO_CATEGORY, NO_BOOLEAN, NO_DATE),
        "missing",
        "missing",
        "missing",
        "missing");
    assertRow(
        table,
        cells(number(0), category("harbour"), truth(false), date(1899, 1, 1)),
        "0",
        "other",
        "false",
        "1899-01-01");
  }

  @Test
  void ranksAreTakenBackToNumbers() {
    Transform fitted =
        fit(
            new TableConfig(NumberScaling.QUANTILE, CategoryForm.ONE_HOT, 5, 1, TargetScaling.NONE),
            List.of("a"),
            column(number(0), number(1), number(10), number(100), number(1000)));
    assertRow(fitted, cells(number(55)), "55");
    assertRow(fitted, cells(number(1e9f)), "1000");
  }

  @Test
  void everyDayAndMinuteIsFoundAgain() {
    List<Cell> times = new ArrayList<>(List.of(moment("1999-01-01T00:01:00")));
    for (LocalDate day = LocalDate.of(2023, 1, 1); day.getYear() < 2025; day = day.plusDays(1)) {
      times.add(moment("%sT%02d:59:00".formatted(day, day.getDayOfYear() % 24)));
    }
    Transform fitted =
        fit(
            new TableConfig(NumberScaling.NONE, CategoryForm.ONE_HOT, 5, 1, TargetScaling.NONE),
            List.of("a"),
            column(times.toArray(Cell[]::new)));
    for (Cell time : times) {
      assertRow(fitted, cells(time), ((Cell.Moment) time).time().toString());
    }
  }

  @Test
  void transformsSayWhatTheyDo() {
    assertEquals(
        List.of(
            "area: a number, scaled to mean 0 and deviation 1; a missing one is 80.5, with a 1 beside it",
            "quarter: a category, a 1 in the place of one of old, other, missing",
            "garage: 1 for true and 0 for false; a missing one is true, with a 1 beside it",
            "built: a date, its year standardised and its day on a circle; a missing one is 2000 and the middle of the circle, with a 1 beside it"),
        table(NumberScaling.STANDARDISE).inWords());
    assertEquals(
        List.of(
            "texts become words in lower case, of which 1 are known",
            "a row has up to 5 tokens, shorter ones are padded"),
        ofWords(5, "a").inWords());
    assertEquals(
        List.of(
            "images 3 pixels high and 2 wide, as they are",
            "the values of each channel, from 0 to 255, are scaled to mean 0 and deviation 1"),
        fit(
                ImageConfig.ofSourceSize(),
                List.of(Examples.randomImage(new Random(1), new ImageSize(3, 2, 1))))
            .inWords());
  }

  private static Transform table(NumberScaling numbers) {
    List<Cells> rows =
        List.of(
            cells(number(80.5f), category("old"), truth(true), date(2000, 1, 1)),
            cells(NO_NUMBER, NO_CATEGORY, NO_BOOLEAN, NO_DATE));
    return fit(
        new TableConfig(numbers, CategoryForm.ONE_HOT, 5, 1, TargetScaling.NONE), NAMES, rows);
  }

  private static void assertRow(Transform transform, Cells row, String... expected) {
    assertEquals(List.of(expected), ((Explained.Row) explain(transform, row)).values());
  }
}
