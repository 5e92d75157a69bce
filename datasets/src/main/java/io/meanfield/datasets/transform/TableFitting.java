package io.meanfield.datasets.transform;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.Cell;
import io.meanfield.datasets.source.RawFeatures;
import java.util.ArrayList;
import java.util.List;

/** What is learned of the columns of a table. Used by one thread. */
final class TableFitting implements Fitting {
  private static final long serialVersionUID = 1;

  private final TableConfig config;
  private final List<String> names;
  private final List<ColumnFitting> columns = new ArrayList<>(); // empty until a row was seen

  /**
   * @param names of the columns; without, they are called x0, x1 and so on
   */
  TableFitting(TableConfig config, List<String> names) {
    this.config = config;
    this.names = List.copyOf(names);
  }

  @Override
  public void add(RawFeatures raw) {
    List<Cell> cells = Kinds.cells(raw).values();
    start(cells.stream().map(Cell::kind).toList());
    Rows.requireKinds(kinds(), cells);
    for (int i = 0; i < cells.size(); i++) {
      columns.get(i).add(cells.get(i));
    }
  }

  /**
   * @throws IllegalArgumentException if the other one has seen rows of other kinds
   */
  @Override
  public void merge(Fitting other) {
    TableFitting next = (TableFitting) other;
    if (next.columns.isEmpty()) {
      return;
    }
    start(next.kinds());
    Rows.requireSame(kinds(), next.kinds());
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).merge(next.columns.get(i));
    }
  }

  /**
   * @throws DataException if nothing was seen, or no value of a column
   */
  @Override
  public TableEncoding finish() {
    if (columns.isEmpty()) {
      throw new DataException(
          "expected at least one row to fit the table on, found none in the training part: check the source and the split");
    }
    List<String> empty =
        columns.stream().filter(column -> !column.hasValues()).map(ColumnFitting::name).toList();
    if (!empty.isEmpty()) {
      throw new DataException(
          "expected values in each column of the training part, found all of them missing in %s: leave these columns out, or correct what stands for a missing value (missing)"
              .formatted(String.join(", ", empty)));
    }
    return new TableEncoding(columns.stream().map(column -> column.finish(config)).toList());
  }

  private void start(List<Cell.Kind> kinds) {
    if (!columns.isEmpty()) {
      return;
    }
    if (kinds.isEmpty() || (!names.isEmpty() && names.size() != kinds.size())) {
      throw new IllegalArgumentException(
          "expected rows of %s cells, found %d"
              .formatted(names.isEmpty() ? "at least 1" : names.size(), kinds.size()));
    }
    for (int i = 0; i < kinds.size(); i++) {
      String name = names.isEmpty() ? "x" + i : names.get(i);
      columns.add(new ColumnFitting(name, kinds.get(i), config));
    }
  }

  private List<Cell.Kind> kinds() {
    return columns.stream().map(ColumnFitting::kind).toList();
  }
}
