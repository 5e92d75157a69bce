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
import static io.meanfield.datasets.transform.Examples.assertRefused;
import static io.meanfield.datasets.transform.Examples.decodeFeatures;
import static io.meanfield.datasets.transform.Examples.fit;
import static io.meanfield.datasets.transform.Examples.numbers;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.Cell;
import io.meanfield.datasets.source.RawFeatures.Cells;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTable {
  @Test
  void missingNumbersAreTheMedianAndMarked() {
    List<Cells> rows = column(number(1), NO_NUMBER, number(10), number(2), number(3));
    Transform fitted = fit(config(NumberScaling.NONE), List.of("a"), rows);
    assertEquals(List.of("a", "a_missing"), names(fitted));
    assertRow(fitted, NO_NUMBER, 2.5f, 1);
    assertRow(fitted, number(-7), -7, 0);
  }

  @Test
  void aColumnWithoutMissingValuesHasNoMarkAndTakesThemAllTheSame() {
    Transform fitted =
        fit(config(NumberScaling.NONE), List.of("a"), column(number(1), number(3), number(7)));
    assertEquals(List.of("a"), names(fitted));
    assertRow(fitted, NO_NUMBER, 3);
  }

  @Test
  void standardisedNumbersHaveMeanZeroAndDeviationOneWithTheFilledIn() {
    // 1 4 and twice the median 4: mean 4, deviation of 1 7 4 4 is sqrt(18 / 4)
    Transform fitted =
        fit(
            config(NumberScaling.STANDARDISE),
            List.of("a"),
            column(number(1), NO_NUMBER, number(7), NO_NUMBER));
    assertRow(fitted, number(1), (float) (-3 / Math.sqrt(4.5)), 0);
    assertRow(fitted, NO_NUMBER, 0, 1);
  }

  @Test
  void theRangeOfNumbersIsFromZeroToOne() {
    Transform fitted =
        fit(config(NumberScaling.MIN_MAX), List.of("a"), column(number(-2), number(8), number(3)));
    assertRow(fitted, number(-2), 0);
    assertRow(fitted, number(8), 1);
    assertRow(fitted, number(13), 1.5f);
  }

  @Test
  void ranksAreFromMinusOneToOne() {
    Transform fitted =
        fit(
            config(NumberScaling.QUANTILE),
            List.of("a"),
            column(number(0), number(1), number(10), number(100), number(1000), NO_NUMBER));
    assertRow(fitted, number(0), -1, 0);
    assertRow(fitted, number(1), -0.5f, 0);
    assertRow(fitted, number(55), 0.25f, 0);
    assertRow(fitted, number(1e9f), 1, 0);
    assertRow(fitted, NO_NUMBER, 0, 1);
  }

  @Test
  void aConstantColumnIsConstantInEveryScaling() {
    List<Cells> rows = column(number(7), number(7), number(7));
    float[] expected = {0, 0, 0, 7}; // as the scalings are declared
    for (NumberScaling scaling : NumberScaling.values()) {
      Transform fitted = fit(config(scaling), List.of("a"), rows);
      assertRow(fitted, number(7), expected[scaling.ordinal()]);
    }
  }

  @Test
  void categoriesAreOneHotTheMostFrequentFirst() {
    List<Cells> rows =
        column(category("b"), category("a"), category("c"), category("b"), category("d"));
    Transform fitted =
        fit(
            new TableConfig(NumberScaling.NONE, CategoryForm.ONE_HOT, 2, 1, TargetScaling.NONE),
            List.of("q"),
            rows);
    assertEquals(List.of("q=b", "q=a", "q=other"), names(fitted));
    assertRow(fitted, category("b"), 1, 0, 0);
    assertRow(fitted, category("a"), 0, 1, 0);
    assertRow(fitted, category("c"), 0, 0, 1);
    assertRow(fitted, category("never seen"), 0, 0, 1);
    assertRow(fitted, NO_CATEGORY, 0, 0, 1);
  }

  @Test
  void rareCategoriesAreTheRestAndMissingOnesAreThemselves() {
    List<Cells> rows = column(category("b"), category("a"), NO_CATEGORY, category("b"));
    Transform fitted =
        fit(
            new TableConfig(NumberScaling.NONE, CategoryForm.ONE_HOT, 50, 2, TargetScaling.NONE),
            List.of("q"),
            rows);
    assertEquals(List.of("q=b", "q=other", "q=missing"), names(fitted));
    assertRow(fitted, category("a"), 0, 1, 0);
    assertRow(fitted, NO_CATEGORY, 0, 0, 1);
  }

  @Test
  void categoriesForEmbeddingsAreTheNumbersOfTheirValues() {
    List<Cells> rows = new ArrayList<>();
    for (String value : List.of("b", "a", "c", "b")) {
      rows.add(cells(number(7), category(value), truth(true), category(value)));
    }
    rows.add(cells(number(7), category("b"), truth(true), NO_CATEGORY));
    Transform fitted =
        fit(
            new TableConfig(NumberScaling.NONE, CategoryForm.EMBEDDING, 2, 1, TargetScaling.NONE),
            List.of("n", "q", "t", "r"),
            rows);
    assertEquals(
        new Features.Numbers(
            List.of("n", "q", "t", "r"),
            List.of(new Features.Category(1, 3), new Features.Category(3, 4))),
        fitted.features());
    assertCategories(fitted, category("b"), 0, 0);
    assertCategories(fitted, category("a"), 1, 1);
    assertCategories(fitted, category("c"), 2, 2);
    assertCategories(fitted, category("never seen"), 2, 2);
    assertCategories(fitted, NO_CATEGORY, 2, 3);
  }

  private static void assertCategories(Transform fitted, Cell cell, float first, float second) {
    float[] row = decodeFeatures(fitted, cells(number(7), cell, truth(true), cell), 4);
    assertArrayEquals(new float[] {7, first, 1, second}, row);
  }

  @Test
  void valuesSpelledOtherOrMissingAreThat() {
    List<Cells> rows =
        column(category("other"), category("other"), category("missing"), NO_CATEGORY);
    Transform fitted = fit(config(NumberScaling.NONE), List.of("q"), rows);
    assertEquals(List.of("q=missing", "q=other"), names(fitted));
    assertRow(fitted, category("other"), 0, 1);
    assertRow(fitted, NO_CATEGORY, 1, 0);
  }

  @Test
  void booleansAreZeroAndOneAndTheMoreFrequentWhereMissing() {
    List<Cells> rows = column(truth(true), truth(false), NO_BOOLEAN, truth(true));
    Transform fitted = fit(config(NumberScaling.STANDARDISE), List.of("g"), rows);
    assertEquals(List.of("g", "g_missing"), names(fitted));
    assertRow(fitted, truth(true), 1, 0);
    assertRow(fitted, truth(false), 0, 0);
    assertRow(fitted, NO_BOOLEAN, 1, 1);
  }

  @Test
  void datesAreTheYearAndTheDayOnACircle() {
    List<Cells> rows = column(date(2000, 1, 1), date(2004, 1, 1), NO_DATE, date(2002, 7, 2));
    Transform fitted = fit(config(NumberScaling.NONE), List.of("d"), rows);
    assertEquals(List.of("d_year", "d_day_sin", "d_day_cos", "d_missing"), names(fitted));
    float deviation = (float) Math.sqrt(2); // of 2000 2004 2002 2002
    assertRow(fitted, date(2000, 1, 1), -2 / deviation, 0, 1, 0);
    double turn = 2 * Math.PI * 182 / 365;
    assertRow(fitted, date(2002, 7, 2), 0, (float) Math.sin(turn), (float) Math.cos(turn), 0);
    double lastOfLeapYear = 2 * Math.PI * 365 / 366;
    assertRow(
        fitted,
        date(2004, 12, 31),
        2 / deviation,
        (float) Math.sin(lastOfLeapYear),
        (float) Math.cos(lastOfLeapYear),
        0);
    assertRow(fitted, NO_DATE, 0, 0, 0, 1);
  }

  @Test
  void timesOfDayAreOnACircleOfTheirOwn() {
    List<Cells> rows = column(date(2000, 1, 1), moment("2000-01-01T18:00:00"));
    Transform fitted = fit(config(NumberScaling.NONE), List.of("d"), rows);
    assertEquals(
        List.of("d_year", "d_day_sin", "d_day_cos", "d_hour_sin", "d_hour_cos"), names(fitted));
    assertRow(fitted, date(2000, 1, 1), 0, 0, 1, 0, 1);
    assertRow(fitted, moment("2000-01-01T06:00:00"), 0, 0, 1, 1, 0);
    assertRow(fitted, NO_DATE, 0, 0, 0, 0, 0);
  }

  @Test
  void columnsOfAllKindsStandSideBySide() {
    List<Cells> rows =
        List.of(
            cells(number(1), category("a"), truth(true), date(2000, 1, 1)),
            cells(number(3), category("a"), truth(false), date(2000, 1, 1)));
    Transform fitted = fit(config(NumberScaling.MIN_MAX), List.of("size", "q", "g", "d"), rows);
    assertEquals(
        List.of("size", "q=a", "q=other", "g", "d_year", "d_day_sin", "d_day_cos"), names(fitted));
    assertArrayEquals(new float[] {1, 1, 0, 0, 0, 0, 1}, decodeFeatures(fitted, rows.get(1), 7));
  }

  @Test
  void numbersWithoutNamesAreATableToo() {
    Transform fitted = fit(config(NumberScaling.MIN_MAX), List.of(numbers(1, 5), numbers(3, 9)));
    assertEquals(List.of("x0", "x1"), names(fitted));
    assertArrayEquals(new float[] {0.5f, 1}, decodeFeatures(fitted, numbers(2, 9), 2));
  }

  @Test
  void rowsOfATableThatAreAllNumbersAreNumbersToo() {
    Cells row = cells(number(3), number(4));
    Standardization fitted =
        (Standardization) fit(new NumbersConfig(), List.of("a", "b"), List.of(row, numbers(1, 4)));
    assertEquals(List.of(new Scale(2, 1), new Scale(4, 1)), fitted.scales());
    assertArrayEquals(fitted.encode(numbers(3, 4)), fitted.encode(row));
    assertRefused(
        "expected finite numbers, found a missing value in column 1: the transform of kind table takes it",
        () -> fitted.encode(cells(number(3), NO_NUMBER)));
    assertRefused(
        "expected features of kind numbers, found table: set the kind of the transform to what the source gives",
        () -> fitted.encode(cells(number(3), category("x"))));
  }

  private static TableConfig config(NumberScaling numbers) {
    return new TableConfig(numbers, CategoryForm.ONE_HOT, 50, 1, TargetScaling.NONE);
  }

  private static List<String> names(Transform transform) {
    return ((Features.Numbers) transform.features()).names();
  }

  private static void assertRow(Transform transform, Cell cell, float... expected) {
    assertArrayEquals(expected, decodeFeatures(transform, cells(cell), expected.length), 1e-6f);
  }
}
