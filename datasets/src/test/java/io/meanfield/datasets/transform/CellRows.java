package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.Cell;
import io.meanfield.datasets.source.RawFeatures.Cells;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Cells and rows of tables. */
final class CellRows {
  static final Cell NO_NUMBER = new Cell.Missing(Cell.Kind.NUMBER);
  static final Cell NO_CATEGORY = new Cell.Missing(Cell.Kind.CATEGORY);
  static final Cell NO_BOOLEAN = new Cell.Missing(Cell.Kind.BOOLEAN);
  static final Cell NO_DATE = new Cell.Missing(Cell.Kind.DATE);

  private CellRows() {}

  static Cells cells(Cell... values) {
    return new Cells(List.of(values));
  }

  /** Rows of one cell. */
  static List<Cells> column(Cell... cells) {
    return List.of(cells).stream().map(CellRows::cells).toList();
  }

  static Cell number(float value) {
    return new Cell.Number(value);
  }

  static Cell category(String name) {
    return new Cell.Category(name);
  }

  static Cell truth(boolean value) {
    return new Cell.Truth(value);
  }

  static Cell date(int year, int month, int day) {
    return new Cell.Moment(LocalDate.of(year, month, day).atStartOfDay());
  }

  static Cell moment(String time) {
    return new Cell.Moment(LocalDateTime.parse(time));
  }

  /** Of all kinds, a fifth of the cells missing, but none of the first row. */
  static List<Cells> random(Random random) {
    List<Cells> rows = new ArrayList<>();
    rows.add(cells(number(1), category("a"), truth(true), date(2000, 1, 1)));
    int numRows = 5 + random.nextInt(60);
    for (int i = 0; i < numRows; i++) {
      Cells present =
          cells(
              number((float) random.nextGaussian()),
              category(Character.toString('a' + random.nextInt(8))),
              truth(random.nextBoolean()),
              moment("2001-02-03T0%d:00:00".formatted(random.nextInt(2))));
      rows.add(
          new Cells(
              present.values().stream()
                  .map(cell -> random.nextInt(5) == 0 ? new Cell.Missing(cell.kind()) : cell)
                  .toList()));
    }
    return rows;
  }
}
