package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.Cell;
import java.io.Serializable;

/** What is learned of the cells of one column that are not missing. */
interface CellFitting extends Serializable {

  /**
   * @param name of the column
   */
  static CellFitting of(Cell.Kind kind, String name, TableConfig config) {
    return switch (kind) {
      case NUMBER -> new NumberFitting();
      case CATEGORY -> new CategoryFitting(name, config);
      case BOOLEAN -> new BooleanFitting();
      case DATE -> new DateFitting();
    };
  }

  void add(Cell cell);

  void merge(CellFitting other);

  /** The column, of which at least one cell was seen. */
  TableColumn finish(String name, TableConfig config);
}
