package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.CellRows.NO_CATEGORY;
import static io.meanfield.datasets.transform.CellRows.NO_DATE;
import static io.meanfield.datasets.transform.CellRows.NO_NUMBER;
import static io.meanfield.datasets.transform.CellRows.category;
import static io.meanfield.datasets.transform.CellRows.cells;
import static io.meanfield.datasets.transform.CellRows.number;
import static io.meanfield.datasets.transform.Examples.assertRefused;
import static io.meanfield.datasets.transform.Examples.fit;
import static io.meanfield.datasets.transform.Examples.fitInPieces;
import static io.meanfield.datasets.transform.Examples.numbers;
import static io.meanfield.datasets.transform.Examples.overTheWire;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.RawFeatures.Cells;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTableFitting {

  @Test
  void mergingPiecesIsTheSameAsOnePass() {
    for (NumberScaling scaling : NumberScaling.values()) {
      for (int seed = 0; seed < 10; seed++) {
        Random random = new Random(seed);
        List<Cells> rows = CellRows.random(random);
        TableConfig config =
            new TableConfig(scaling, CategoryForm.ONE_HOT, 3, 2, TargetScaling.NONE);
        Table atOnce = (Table) fit(config, rows);
        Table merged = (Table) fitInPieces(config, rows, random);
        assertEquals(atOnce.columns(), merged.columns());
        for (int i = 0; i < atOnce.scales().size(); i++) {
          Scale expected = atOnce.scales().get(i);
          Scale found = merged.scales().get(i);
          assertEquals(expected.mean(), found.mean(), 1e-9 * Math.abs(expected.mean()) + 1e-12);
          assertEquals(
              expected.standardDeviation(),
              found.standardDeviation(),
              1e-9 * expected.standardDeviation());
        }
      }
    }
  }

  @Test
  void aColumnThatIsAlwaysMissingInTrainingIsRefusedByName() {
    List<Cells> rows =
        List.of(
            cells(NO_NUMBER, number(1), NO_CATEGORY, NO_DATE),
            cells(NO_NUMBER, NO_NUMBER, NO_CATEGORY, NO_DATE));
    DataException refusal =
        assertThrows(
            DataException.class,
            () -> fit(config(NumberScaling.NONE), List.of("a", "b", "c", "d"), rows));
    assertEquals(
        "expected values in each column of the training part, found all of them missing in a, c, d: leave these columns out, or correct what stands for a missing value (missing)",
        refusal.getMessage());
  }

  @Test
  void tooManyCategoriesAreRefusedByNameHoweverTheyWereCounted() {
    TableConfig config = config(NumberScaling.NONE);
    String expected =
        "expected at most 65536 different values in the categories of id, found more: leave the column out, give its values to fewer groups first, such as a hash of them, or raise max-categories to their number if there is memory for them";
    Fitting first = ids(config, 0, CategoryFitting.MAX_VALUES);
    Fitting second = ids(config, 1, CategoryFitting.MAX_VALUES);
    Fitting same = ids(config, 0, CategoryFitting.MAX_VALUES);
    same.merge(first);
    assertEquals(
        expected,
        assertThrows(DataException.class, () -> first.add(cells(category("new")))).getMessage());
    assertEquals(
        expected, assertThrows(DataException.class, () -> same.merge(second)).getMessage());
  }

  @Test
  void aHundredThousandUsersAreOneNumberARowWhereAsManyAreAskedFor() {
    int numUsers = 100_000;
    TableConfig config =
        new TableConfig(
            NumberScaling.NONE, CategoryForm.EMBEDDING, numUsers, 1, TargetScaling.NONE);
    TableEncoding encoding = (TableEncoding) ids(config, 0, numUsers).finish();
    assertEquals(List.of(new Features.Category(0, numUsers + 1)), encoding.features().categories());
    assertEquals(Float.BYTES, encoding.encode(cells(category("user 99999"))).length);
    String words = encoding.columns().get(0).inWords();
    assertTrue(words.endsWith("user 10040, ... (100001 values)"), words);
    assertThrows(DataException.class, () -> ids(config, 0, numUsers + 1));
  }

  @Test
  void rowsOfOtherKindsAreRefusedAndLeaveNothingBehind() {
    TableConfig config = config(NumberScaling.NONE);
    Fitting fitting = config.newFitting(List.of("a", "q"));
    fitting.add(cells(number(1), category("x")));
    String kinds = "expected a number in column 0, found a category";
    String size = "expected rows of 2 cells, found 1";
    Cells swapped = cells(category("x"), number(1));
    assertRefused(kinds, () -> fitting.add(swapped));
    assertRefused(size, () -> fitting.add(cells(number(1))));
    Fitting other = config.newFitting(List.of("a", "q"));
    assertRefused(size, () -> other.add(cells(number(1))));
    other.add(swapped);
    assertRefused(kinds, () -> fitting.merge(other));
    assertRefused(
        "expected features of kind table, found text: set the kind of the transform to what the source gives",
        () -> fitting.add(new RawFeatures.Text("x")));
    Encoding encoding = fitting.finish();
    assertEquals(List.of("a", "q=x", "q=other"), ((Features.Numbers) encoding.features()).names());
    assertRefused(kinds, () -> encoding.encode(swapped));
    assertRefused(size, () -> encoding.encode(cells(number(1))));
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      String message = "expected a finite number, found " + bad;
      assertRefused(message, () -> number(bad));
      assertRefused(
          message, () -> config(NumberScaling.NONE).newFitting(List.of()).add(numbers(bad)));
    }
  }

  @Test
  void withoutRowsThereIsNothingToFit() {
    TableConfig config = config(NumberScaling.NONE);
    assertThrows(DataException.class, () -> config.newFitting(List.of()).finish());
    assertThrows(
        DataException.class,
        () -> new TableEncoding(List.of(new BooleanColumn("a", 0))).newStatistics().finish());
  }

  @Test
  void itCrossesTheWire() {
    Random random = new Random(1);
    Transform fitted = fit(config(NumberScaling.QUANTILE), CellRows.random(random));
    assertEquals(fitted, overTheWire(fitted));
    assertEquals(fitted.encoding(), overTheWire(fitted.encoding()));
  }

  @Test
  void countsBelowOneAreRefused() {
    assertRefused(
        "expected a max-categories of at least 1, found 0",
        () -> new TableConfig(NumberScaling.NONE, CategoryForm.ONE_HOT, 0, 1, TargetScaling.NONE));
    assertRefused(
        "expected a min-count of at least 1, found 0",
        () -> new TableConfig(NumberScaling.NONE, CategoryForm.ONE_HOT, 1, 0, TargetScaling.NONE));
  }

  private static Fitting ids(TableConfig config, int from, int count) {
    Fitting fitting = config.newFitting(List.of("id"));
    for (int i = from; i < from + count; i++) {
      fitting.add(cells(category("user " + i)));
    }
    return fitting;
  }

  private static TableConfig config(NumberScaling numbers) {
    return new TableConfig(numbers, CategoryForm.ONE_HOT, 50, 1, TargetScaling.NONE);
  }
}
